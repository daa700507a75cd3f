import bandGood from '@salesforce/label/c.Baton_Band_Good';
import bandSome from '@salesforce/label/c.Baton_Band_Some';
import bandStrong from '@salesforce/label/c.Baton_Band_Strong';
import bandYouGood from '@salesforce/label/c.Baton_Band_You_Good';
import bandYouSome from '@salesforce/label/c.Baton_Band_You_Some';
import bandYouStrong from '@salesforce/label/c.Baton_Band_You_Strong';
import callFew from '@salesforce/label/c.Baton_Reason_Call_Few';
import callMany from '@salesforce/label/c.Baton_Reason_Call_Many';
import callOnce from '@salesforce/label/c.Baton_Reason_Call_Once';
import callSeveral from '@salesforce/label/c.Baton_Reason_Call_Several';
import caseFew from '@salesforce/label/c.Baton_Reason_Case_Few';
import caseMany from '@salesforce/label/c.Baton_Reason_Case_Many';
import caseOnce from '@salesforce/label/c.Baton_Reason_Case_Once';
import caseSeveral from '@salesforce/label/c.Baton_Reason_Case_Several';
import dealFew from '@salesforce/label/c.Baton_Reason_Deal_Few';
import dealMany from '@salesforce/label/c.Baton_Reason_Deal_Many';
import dealOnce from '@salesforce/label/c.Baton_Reason_Deal_Once';
import dealSeveral from '@salesforce/label/c.Baton_Reason_Deal_Several';
import mailFew from '@salesforce/label/c.Baton_Reason_Mail_Few';
import mailMany from '@salesforce/label/c.Baton_Reason_Mail_Many';
import mailOnce from '@salesforce/label/c.Baton_Reason_Mail_Once';
import mailSeveral from '@salesforce/label/c.Baton_Reason_Mail_Several';
import meetingFew from '@salesforce/label/c.Baton_Reason_Meeting_Few';
import meetingMany from '@salesforce/label/c.Baton_Reason_Meeting_Many';
import meetingOnce from '@salesforce/label/c.Baton_Reason_Meeting_Once';
import meetingSeveral from '@salesforce/label/c.Baton_Reason_Meeting_Several';
import ownership from '@salesforce/label/c.Baton_Reason_Ownership';
import team from '@salesforce/label/c.Baton_Reason_Team';
import call from '@salesforce/label/c.Baton_Relationships_Call';
import countMany from '@salesforce/label/c.Baton_Relationships_Count_Many';
import countOne from '@salesforce/label/c.Baton_Relationships_Count_One';
import empty from '@salesforce/label/c.Baton_Relationships_Empty';
import emptyHint from '@salesforce/label/c.Baton_Relationships_Empty_Hint';
import error from '@salesforce/label/c.Baton_Relationships_Error';
import lastContact from '@salesforce/label/c.Baton_Relationships_Last_Contact';
import loading from '@salesforce/label/c.Baton_Relationships_Loading';
import mail from '@salesforce/label/c.Baton_Relationships_Mail';
import noAccount from '@salesforce/label/c.Baton_Relationships_No_Account';
import showAll from '@salesforce/label/c.Baton_Relationships_Show_All';
import showFewer from '@salesforce/label/c.Baton_Relationships_Show_Fewer';
import stale from '@salesforce/label/c.Baton_Relationships_Stale';
import title from '@salesforce/label/c.Baton_Relationships_Title';
import unnamed from '@salesforce/label/c.Baton_Relationships_Unnamed';
import unnamedAnywhere from '@salesforce/label/c.Baton_Relationships_Unnamed_Anywhere';
import unnamedWhy from '@salesforce/label/c.Baton_Relationships_Unnamed_Why';
import you from '@salesforce/label/c.Baton_Relationships_You';
import youWhy from '@salesforce/label/c.Baton_Relationships_You_Why';

/** Fixed texts of the panel. */
export const LABELS = {
    title,
    loading,
    empty,
    emptyHint,
    error,
    noAccount,
    showAll,
    showFewer,
    stale,
    countOne,
    countMany,
};

/** Texts about one colleague. */
export const COLLEAGUE = { call, mail, lastContact, unnamed, unnamedAnywhere, unnamedWhy, you, youWhy };

/** By the value of `Band__c`. */
export const BANDS = { Strong: bandStrong, Good: bandGood, Some: bandSome };

/** The same, said to the person themselves. */
export const OWN_BANDS = { Strong: bandYouStrong, Good: bandYouGood, Some: bandYouSome };

/** By kind and count of a fact in `Reasons__c`. A sentence each, since languages build them differently. */
export const REASONS = {
    meeting: { once: meetingOnce, few: meetingFew, several: meetingSeveral, many: meetingMany },
    call: { once: callOnce, few: callFew, several: callSeveral, many: callMany },
    mail: { once: mailOnce, few: mailFew, several: mailSeveral, many: mailMany },
    deal: { once: dealOnce, few: dealFew, several: dealSeveral, many: dealMany },
    case: { once: caseOnce, few: caseFew, several: caseSeveral, many: caseMany },
    team: { once: team, few: team, several: team, many: team },
    ownership: { once: ownership, few: ownership, several: ownership, many: ownership },
};

/** Puts values into the places {0}, {1} … of a label. */
export function fill(label, ...values) {
    return label.replace(/\{(\d)\}/g, (place, index) => values[index] ?? place);
}
