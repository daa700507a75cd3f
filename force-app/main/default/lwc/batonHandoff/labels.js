import again from '@salesforce/label/c.Baton_Handoff_Again';
import error from '@salesforce/label/c.Baton_Handoff_Error';
import loading from '@salesforce/label/c.Baton_Handoff_Loading';
import missing from '@salesforce/label/c.Baton_Handoff_Missing';
import passedOn from '@salesforce/label/c.Baton_Handoff_Passed_On';
import recall from '@salesforce/label/c.Baton_Sent_Recall';
import recallFailed from '@salesforce/label/c.Baton_Sent_Recall_Failed';
import rerouted from '@salesforce/label/c.Baton_Handoff_Rerouted';
import stale from '@salesforce/label/c.Baton_Relationships_Stale';
import title from '@salesforce/label/c.Baton_Handoff_Title';
import toldDidNotFit from '@salesforce/label/c.Baton_Told_Did_Not_Fit';
import toldFactsMissing from '@salesforce/label/c.Baton_Told_Facts_Missing';
import toldReady from '@salesforce/label/c.Baton_Told_Ready';

export const LABELS = { again, error, loading, missing, passedOn, recall, recallFailed, rerouted, stale, title };

/** The verdict as the giver reads it, by the value of `Verdict__c`. */
export const VERDICT_TO_GIVER = {
    'Ready to call': toldReady,
    'Facts were missing': toldFactsMissing,
    'Did not fit': toldDidNotFit,
};
