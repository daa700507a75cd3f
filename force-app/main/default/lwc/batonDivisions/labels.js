import active from '@salesforce/label/c.Baton_Setup_Divisions_Active';
import allIn from '@salesforce/label/c.Baton_Setup_Divisions_All_In';
import blank from '@salesforce/label/c.Baton_Setup_Divisions_Blank';
import create from '@salesforce/label/c.Baton_Setup_Divisions_Create';
import empty from '@salesforce/label/c.Baton_Setup_Divisions_Empty';
import error from '@salesforce/label/c.Baton_Setup_Divisions_Error';
import failed from '@salesforce/label/c.Baton_Setup_Divisions_Failed';
import field from '@salesforce/label/c.Baton_Setup_Divisions_Field';
import inactive from '@salesforce/label/c.Baton_Setup_Divisions_Inactive';
import loading from '@salesforce/label/c.Baton_Setup_Divisions_Loading';
import member from '@salesforce/label/c.Baton_Setup_Divisions_Member';
import members from '@salesforce/label/c.Baton_Setup_Divisions_Members';
import none from '@salesforce/label/c.Baton_Setup_Divisions_None';
import proposed from '@salesforce/label/c.Baton_Setup_Divisions_Proposed';
import saved from '@salesforce/label/c.Baton_Setup_Divisions_Saved';
import switchOff from '@salesforce/label/c.Baton_Setup_Divisions_Switch_Off';
import switchOn from '@salesforce/label/c.Baton_Setup_Divisions_Switch_On';
import title from '@salesforce/label/c.Baton_Setup_Divisions_Title';
import truncated from '@salesforce/label/c.Baton_Setup_Divisions_Truncated';
import two from '@salesforce/label/c.Baton_Setup_Divisions_Two';

/** Texts of the panel. */
export const LABELS = {
    title,
    loading,
    error,
    failed,
    empty,
    field,
    members,
    member,
    none,
    two,
    allIn,
    proposed,
    create,
    active,
    inactive,
    switchOn,
    switchOff,
    saved,
    truncated,
    blank,
};
