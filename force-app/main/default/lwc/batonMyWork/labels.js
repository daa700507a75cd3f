import decide from '@salesforce/label/c.Baton_My_Decide';
import decideEmpty from '@salesforce/label/c.Baton_My_Decide_Empty';
import error from '@salesforce/label/c.Baton_My_Error';
import gave from '@salesforce/label/c.Baton_My_Gave';
import gaveEmpty from '@salesforce/label/c.Baton_My_Gave_Empty';
import loading from '@salesforce/label/c.Baton_My_Loading';
import stale from '@salesforce/label/c.Baton_Relationships_Stale';
import working from '@salesforce/label/c.Baton_My_Working';

export const LABELS = { decide, decideEmpty, error, gave, gaveEmpty, loading, stale, working };
