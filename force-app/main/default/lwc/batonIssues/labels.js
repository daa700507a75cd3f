import cancel from '@salesforce/label/c.Baton_Setup_Issues_Cancel';
import count from '@salesforce/label/c.Baton_Setup_Issues_Count';
import countOne from '@salesforce/label/c.Baton_Setup_Issues_Count_One';
import cure from '@salesforce/label/c.Baton_Setup_Issues_Cure';
import empty from '@salesforce/label/c.Baton_Setup_Issues_Empty';
import error from '@salesforce/label/c.Baton_Setup_Issues_Error';
import failed from '@salesforce/label/c.Baton_Setup_Issues_Failed';
import ignore from '@salesforce/label/c.Baton_Setup_Issues_Ignore';
import ignoreSave from '@salesforce/label/c.Baton_Setup_Issues_Ignore_Save';
import ignoreWhy from '@salesforce/label/c.Baton_Setup_Issues_Ignore_Why';
import ignored from '@salesforce/label/c.Baton_Setup_Issues_Ignored';
import loading from '@salesforce/label/c.Baton_Setup_Issues_Loading';
import openRecord from '@salesforce/label/c.Baton_Setup_Issues_Open_Record';
import retried from '@salesforce/label/c.Baton_Setup_Issues_Retried';
import retry from '@salesforce/label/c.Baton_Setup_Issues_Retry';
import title from '@salesforce/label/c.Baton_Setup_Issues_Title';

/** Texts of the panel. */
export const LABELS = {
    title,
    loading,
    error,
    empty,
    failed,
    openRecord,
    retry,
    ignore,
    ignoreWhy,
    ignoreSave,
    cancel,
    cure,
    count,
    countOne,
    retried,
    ignored,
};
