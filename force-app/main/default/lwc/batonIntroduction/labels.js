import anyDivision from '@salesforce/label/c.Baton_Intro_Any_Division';
import asked from '@salesforce/label/c.Baton_Intro_Asked';
import cancel from '@salesforce/label/c.Baton_Reason_Form_Cancel';
import contact from '@salesforce/label/c.Baton_Intro_Contact';
import division from '@salesforce/label/c.Baton_Intro_Division';
import error from '@salesforce/label/c.Baton_Intro_Error';
import failed from '@salesforce/label/c.Baton_Write_Failed';
import hint from '@salesforce/label/c.Baton_Intro_Hint';
import open from '@salesforce/label/c.Baton_Intro_Open';
import send from '@salesforce/label/c.Baton_Intro_Send';
import title from '@salesforce/label/c.Baton_Intro_Title';
import what from '@salesforce/label/c.Baton_Intro_What';
import wish from '@salesforce/label/c.Baton_Intro_Wish';

export const LABELS = {
    anyDivision,
    asked,
    cancel,
    contact,
    division,
    error,
    failed,
    hint,
    open,
    send,
    title,
    what,
    wish,
};
