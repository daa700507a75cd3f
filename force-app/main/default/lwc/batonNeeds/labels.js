import basis from '@salesforce/label/c.Baton_Setup_Needs_Basis';
import empty from '@salesforce/label/c.Baton_Setup_Needs_Empty';
import error from '@salesforce/label/c.Baton_Setup_Needs_Error';
import failed from '@salesforce/label/c.Baton_Setup_Needs_Failed';
import loading from '@salesforce/label/c.Baton_Setup_Needs_Loading';
import noRules from '@salesforce/label/c.Baton_Setup_Needs_No_Rules';
import off from '@salesforce/label/c.Baton_Setup_Needs_Off';
import on from '@salesforce/label/c.Baton_Setup_Needs_On';
import rules from '@salesforce/label/c.Baton_Setup_Needs_Rules';
import saved from '@salesforce/label/c.Baton_Setup_Needs_Saved';
import switchOff from '@salesforce/label/c.Baton_Setup_Needs_Switch_Off';
import switchOn from '@salesforce/label/c.Baton_Setup_Needs_Switch_On';
import title from '@salesforce/label/c.Baton_Setup_Needs_Title';

/** Texts of the panel. */
export const LABELS = {
    title,
    loading,
    error,
    failed,
    empty,
    rules,
    noRules,
    on,
    off,
    switchOn,
    switchOff,
    saved,
    basis,
};
