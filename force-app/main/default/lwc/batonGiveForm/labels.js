import bandGood from '@salesforce/label/c.Baton_Band_Good';
import bandSome from '@salesforce/label/c.Baton_Band_Some';
import bandStrong from '@salesforce/label/c.Baton_Band_Strong';
import change from '@salesforce/label/c.Baton_Give_Change';
import division from '@salesforce/label/c.Baton_Give_Division';
import hint from '@salesforce/label/c.Baton_Give_Hint';
import myName from '@salesforce/label/c.Baton_Give_My_Name';
import naming from '@salesforce/label/c.Baton_Give_Naming';
import need from '@salesforce/label/c.Baton_Give_Need';
import needText from '@salesforce/label/c.Baton_Give_Need_Text';
import notSent from '@salesforce/label/c.Baton_Give_Not_Sent';
import note from '@salesforce/label/c.Baton_Give_Note';
import notePlaceholder from '@salesforce/label/c.Baton_Give_Note_Placeholder';
import send from '@salesforce/label/c.Baton_Give_Send';
import sending from '@salesforce/label/c.Baton_Give_Sending';

export const LABELS = {
    change,
    division,
    hint,
    myName,
    naming,
    need,
    needText,
    note,
    notePlaceholder,
    notSent,
    send,
    sending,
};

/** By the value of `Band__c`. */
export const BANDS = { Strong: bandStrong, Good: bandGood, Some: bandSome };
