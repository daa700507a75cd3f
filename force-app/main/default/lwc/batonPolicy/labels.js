import asks from '@salesforce/label/c.Baton_Setup_Policy_Asks';
import bandGood from '@salesforce/label/c.Baton_Setup_Policy_Band_Good';
import bandSome from '@salesforce/label/c.Baton_Setup_Policy_Band_Some';
import bandStrong from '@salesforce/label/c.Baton_Setup_Policy_Band_Strong';
import contact from '@salesforce/label/c.Baton_Setup_Policy_Contact';
import creditPreview from '@salesforce/label/c.Baton_Setup_Policy_Credit_Preview';
import creditRule from '@salesforce/label/c.Baton_Setup_Policy_Credit';
import creditWords from '@salesforce/label/c.Baton_Credit_Rule';
import days from '@salesforce/label/c.Baton_Setup_Policy_Days';
import decide from '@salesforce/label/c.Baton_Setup_Policy_Decide';
import effect from '@salesforce/label/c.Baton_Setup_Policy_Effect';
import effectBands from '@salesforce/label/c.Baton_Setup_Policy_Effect_Bands';
import effectClocks from '@salesforce/label/c.Baton_Setup_Policy_Effect_Clocks';
import effectFull from '@salesforce/label/c.Baton_Setup_Policy_Effect_Full';
import error from '@salesforce/label/c.Baton_Setup_Policy_Error';
import failed from '@salesforce/label/c.Baton_Setup_Policy_Failed';
import fewer from '@salesforce/label/c.Baton_Setup_Policy_Fewer';
import groupBands from '@salesforce/label/c.Baton_Setup_Policy_Group_Bands';
import groupClocks from '@salesforce/label/c.Baton_Setup_Policy_Group_Clocks';
import groupCredit from '@salesforce/label/c.Baton_Setup_Policy_Group_Credit';
import groupLimits from '@salesforce/label/c.Baton_Setup_Policy_Group_Limits';
import groupPilot from '@salesforce/label/c.Baton_Setup_Policy_Group_Pilot';
import groupRetention from '@salesforce/label/c.Baton_Setup_Policy_Group_Retention';
import groupShown from '@salesforce/label/c.Baton_Setup_Policy_Group_Shown';
import groupSuggestions from '@salesforce/label/c.Baton_Setup_Policy_Group_Suggestions';
import halfLife from '@salesforce/label/c.Baton_Setup_Policy_Half_Life';
import intro from '@salesforce/label/c.Baton_Setup_Policy_Intro';
import late from '@salesforce/label/c.Baton_Setup_Policy_Late';
import loading from '@salesforce/label/c.Baton_Setup_Policy_Loading';
import minimumGroup from '@salesforce/label/c.Baton_Setup_Policy_Minimum_Group';
import more from '@salesforce/label/c.Baton_Setup_Policy_More';
import named from '@salesforce/label/c.Baton_Setup_Policy_Named';
import naming from '@salesforce/label/c.Baton_Setup_Policy_Naming';
import openHandoffs from '@salesforce/label/c.Baton_Setup_Policy_Open_Handoffs';
import perAccount from '@salesforce/label/c.Baton_Setup_Policy_Per_Account';
import perDivision from '@salesforce/label/c.Baton_Setup_Policy_Per_Division';
import pilot from '@salesforce/label/c.Baton_Setup_Policy_Pilot';
import pilotDivisions from '@salesforce/label/c.Baton_Setup_Policy_Pilot_Divisions';
import pilotPlaces from '@salesforce/label/c.Baton_Setup_Policy_Pilot_Places';
import pilotUsers from '@salesforce/label/c.Baton_Setup_Policy_Pilot_Users';
import projected from '@salesforce/label/c.Baton_Setup_Policy_Projected';
import proposals from '@salesforce/label/c.Baton_Setup_Policy_Proposals';
import retention from '@salesforce/label/c.Baton_Setup_Policy_Retention';
import rowCap from '@salesforce/label/c.Baton_Setup_Policy_Row_Cap';
import same from '@salesforce/label/c.Baton_Setup_Policy_Same';
import save from '@salesforce/label/c.Baton_Setup_Policy_Save';
import saved from '@salesforce/label/c.Baton_Setup_Policy_Saved';
import show from '@salesforce/label/c.Baton_Setup_Policy_Show';
import status from '@salesforce/label/c.Baton_Setup_Policy_Status';
import suggestionRows from '@salesforce/label/c.Baton_Setup_Policy_Suggestion_Rows';
import title from '@salesforce/label/c.Baton_Setup_Policy_Title';
import unnamed from '@salesforce/label/c.Baton_Setup_Policy_Unnamed';
import waiting from '@salesforce/label/c.Baton_Setup_Policy_Waiting';
import wrongOrder from '@salesforce/label/c.Baton_Setup_Policy_Wrong_Order';

/** Texts of the panel. */
export const LABELS = {
    title,
    loading,
    error,
    failed,
    intro,
    naming,
    named,
    unnamed,
    groupShown,
    groupBands,
    groupClocks,
    groupSuggestions,
    groupLimits,
    groupRetention,
    groupCredit,
    groupPilot,
    pilot,
    pilotDivisions,
    pilotPlaces,
    pilotUsers,
    halfLife,
    bandStrong,
    bandGood,
    bandSome,
    perDivision,
    rowCap,
    decide,
    contact,
    status,
    minimumGroup,
    perAccount,
    days,
    suggestionRows,
    asks,
    openHandoffs,
    proposals,
    retention,
    creditRule,
    creditWords,
    creditPreview,
    show,
    save,
    waiting,
    late,
    effect,
    more,
    fewer,
    same,
    effectBands,
    effectClocks,
    effectFull,
    projected,
    saved,
    wrongOrder,
};
