import bandGood from '@salesforce/label/c.Baton_Band_Good';
import bandSome from '@salesforce/label/c.Baton_Band_Some';
import bandStrong from '@salesforce/label/c.Baton_Band_Strong';
import bandYouGood from '@salesforce/label/c.Baton_Band_You_Good';
import bandYouSome from '@salesforce/label/c.Baton_Band_You_Some';
import bandYouStrong from '@salesforce/label/c.Baton_Band_You_Strong';
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
