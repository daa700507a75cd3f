import callFew from '@salesforce/label/c.Baton_Reason_Call_Few';
import callMany from '@salesforce/label/c.Baton_Reason_Call_Many';
import callOnce from '@salesforce/label/c.Baton_Reason_Call_Once';
import callSeveral from '@salesforce/label/c.Baton_Reason_Call_Several';
import caseFew from '@salesforce/label/c.Baton_Reason_Case_Few';
import caseMany from '@salesforce/label/c.Baton_Reason_Case_Many';
import caseOnce from '@salesforce/label/c.Baton_Reason_Case_Once';
import caseSeveral from '@salesforce/label/c.Baton_Reason_Case_Several';
import contact from '@salesforce/label/c.Baton_Reason_Contact';
import dealFew from '@salesforce/label/c.Baton_Reason_Deal_Few';
import dealMany from '@salesforce/label/c.Baton_Reason_Deal_Many';
import dealOnce from '@salesforce/label/c.Baton_Reason_Deal_Once';
import dealSeveral from '@salesforce/label/c.Baton_Reason_Deal_Several';
import expertFew from '@salesforce/label/c.Baton_Reason_Expert_Few';
import expertMany from '@salesforce/label/c.Baton_Reason_Expert_Many';
import expertOnce from '@salesforce/label/c.Baton_Reason_Expert_Once';
import expertSeveral from '@salesforce/label/c.Baton_Reason_Expert_Several';
import giver from '@salesforce/label/c.Baton_Reason_Giver';
import knowsGood from '@salesforce/label/c.Baton_Reason_Knows_Good';
import knowsSome from '@salesforce/label/c.Baton_Reason_Knows_Some';
import knowsStrong from '@salesforce/label/c.Baton_Reason_Knows_Strong';
import mailFew from '@salesforce/label/c.Baton_Reason_Mail_Few';
import mailMany from '@salesforce/label/c.Baton_Reason_Mail_Many';
import mailOnce from '@salesforce/label/c.Baton_Reason_Mail_Once';
import mailSeveral from '@salesforce/label/c.Baton_Reason_Mail_Several';
import meetingFew from '@salesforce/label/c.Baton_Reason_Meeting_Few';
import meetingMany from '@salesforce/label/c.Baton_Reason_Meeting_Many';
import meetingOnce from '@salesforce/label/c.Baton_Reason_Meeting_Once';
import meetingSeveral from '@salesforce/label/c.Baton_Reason_Meeting_Several';
import owner from '@salesforce/label/c.Baton_Reason_Owner';
import ownership from '@salesforce/label/c.Baton_Reason_Ownership';
import place from '@salesforce/label/c.Baton_Reason_Place';
import team from '@salesforce/label/c.Baton_Reason_Team';
import youContact from '@salesforce/label/c.Baton_Reason_You_Contact';
import youExpertFew from '@salesforce/label/c.Baton_Reason_You_Expert_Few';
import youExpertMany from '@salesforce/label/c.Baton_Reason_You_Expert_Many';
import youExpertOnce from '@salesforce/label/c.Baton_Reason_You_Expert_Once';
import youExpertSeveral from '@salesforce/label/c.Baton_Reason_You_Expert_Several';
import youKnowsGood from '@salesforce/label/c.Baton_Reason_You_Knows_Good';
import youKnowsSome from '@salesforce/label/c.Baton_Reason_You_Knows_Some';
import youKnowsStrong from '@salesforce/label/c.Baton_Reason_You_Knows_Strong';
import youOwner from '@salesforce/label/c.Baton_Reason_You_Owner';
import youOwnership from '@salesforce/label/c.Baton_Reason_You_Ownership';
import youPlace from '@salesforce/label/c.Baton_Reason_You_Place';
import youTeam from '@salesforce/label/c.Baton_Reason_You_Team';

/** By kind and count of a fact. A sentence each, since languages build them differently. */
export const REASONS = {
    meeting: { once: meetingOnce, few: meetingFew, several: meetingSeveral, many: meetingMany },
    call: { once: callOnce, few: callFew, several: callSeveral, many: callMany },
    mail: { once: mailOnce, few: mailFew, several: mailSeveral, many: mailMany },
    deal: { once: dealOnce, few: dealFew, several: dealSeveral, many: dealMany },
    case: { once: caseOnce, few: caseFew, several: caseSeveral, many: caseMany },
    expert: { once: expertOnce, few: expertFew, several: expertSeveral, many: expertMany },
    knows: { strong: knowsStrong, good: knowsGood, some: knowsSome },
};

/** Facts for which neither count nor month says more. */
export const PLAIN_REASONS = { team, ownership, owner, contact, giver, place };

/** Where a reason reads differently when it is told to the person it is about. */
export const YOUR_REASONS = {
    expert: { once: youExpertOnce, few: youExpertFew, several: youExpertSeveral, many: youExpertMany },
    knows: { strong: youKnowsStrong, good: youKnowsGood, some: youKnowsSome },
};

/** The same for facts for which neither count nor month says more. */
export const YOUR_PLAIN_REASONS = {
    team: youTeam,
    ownership: youOwnership,
    owner: youOwner,
    contact: youContact,
    place: youPlace,
};
