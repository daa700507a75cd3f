import answerFailed from '@salesforce/label/c.Baton_Suggestion_Answer_Failed';
import countMany from '@salesforce/label/c.Baton_Suggestion_Count_Many';
import countOne from '@salesforce/label/c.Baton_Suggestion_Count_One';
import empty from '@salesforce/label/c.Baton_Suggestion_Empty';
import emptyHint from '@salesforce/label/c.Baton_Suggestion_Empty_Hint';
import error from '@salesforce/label/c.Baton_Suggestion_Error';
import hasIt from '@salesforce/label/c.Baton_Suggestion_Has_It';
import loading from '@salesforce/label/c.Baton_Suggestion_Loading';
import notedHasIt from '@salesforce/label/c.Baton_Suggestion_Noted_Has_It';
import notedNotNow from '@salesforce/label/c.Baton_Suggestion_Noted_Not_Now';
import notedNotRelevant from '@salesforce/label/c.Baton_Suggestion_Noted_Not_Relevant';
import notNow from '@salesforce/label/c.Baton_Suggestion_Not_Now';
import notRelevant from '@salesforce/label/c.Baton_Suggestion_Not_Relevant';
import passOn from '@salesforce/label/c.Baton_Suggestion_Pass_On';
import stale from '@salesforce/label/c.Baton_Suggestion_Stale';
import title from '@salesforce/label/c.Baton_Suggestion_Title';

/** Fixed texts of the panel. */
export const LABELS = {
    title,
    loading,
    empty,
    emptyHint,
    error,
    answerFailed,
    stale,
    passOn,
    countOne,
    countMany,
};

/** Answers but for passing on: the value of `Status__c`, what the button says, and what is said once it is saved. */
export const ANSWERS = [
    { status: 'Not now', label: notNow, noted: notedNotNow },
    { status: 'Has it', label: hasIt, noted: notedHasIt },
    { status: 'Not relevant', label: notRelevant, noted: notedNotRelevant },
];
