import different from '@salesforce/label/c.Baton_Setup_Matches_Different';
import empty from '@salesforce/label/c.Baton_Setup_Matches_Empty';
import error from '@salesforce/label/c.Baton_Setup_Matches_Error';
import evidence from '@salesforce/label/c.Baton_Setup_Matches_Evidence';
import failed from '@salesforce/label/c.Baton_Setup_Matches_Failed';
import first from '@salesforce/label/c.Baton_Setup_Matches_First';
import gone from '@salesforce/label/c.Baton_Setup_Matches_Gone';
import keys from '@salesforce/label/c.Baton_Setup_Matches_Keys';
import loading from '@salesforce/label/c.Baton_Setup_Matches_Loading';
import one from '@salesforce/label/c.Baton_Setup_Matches_One';
import open from '@salesforce/label/c.Baton_Setup_Matches_Open';
import progress from '@salesforce/label/c.Baton_Setup_Matches_Progress';
import same from '@salesforce/label/c.Baton_Setup_Matches_Same';
import saved from '@salesforce/label/c.Baton_Setup_Matches_Saved';
import second from '@salesforce/label/c.Baton_Setup_Matches_Second';
import title from '@salesforce/label/c.Baton_Setup_Matches_Title';
import unsure from '@salesforce/label/c.Baton_Setup_Matches_Unsure';

/** Texts of the panel. */
export const LABELS = {
    title,
    loading,
    error,
    failed,
    empty,
    progress,
    one,
    same,
    different,
    unsure,
    keys,
    evidence,
    first,
    second,
    gone,
    saved,
    open,
};
