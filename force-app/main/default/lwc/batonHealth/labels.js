import accounts from '@salesforce/label/c.Baton_Setup_Health_Accounts';
import ago from '@salesforce/label/c.Baton_Setup_Health_Ago';
import budget from '@salesforce/label/c.Baton_Setup_Health_Budget';
import budgetHigh from '@salesforce/label/c.Baton_Setup_Health_Budget_High';
import customers from '@salesforce/label/c.Baton_Setup_Health_Customers';
import days from '@salesforce/label/c.Baton_Setup_Health_Days';
import degraded from '@salesforce/label/c.Baton_Setup_Health_Degraded';
import empty from '@salesforce/label/c.Baton_Setup_Health_Empty';
import error from '@salesforce/label/c.Baton_Setup_Health_Error';
import hours from '@salesforce/label/c.Baton_Setup_Health_Hours';
import lag from '@salesforce/label/c.Baton_Setup_Health_Lag';
import lastSync from '@salesforce/label/c.Baton_Setup_Health_Last_Sync';
import late from '@salesforce/label/c.Baton_Setup_Health_Late';
import loading from '@salesforce/label/c.Baton_Setup_Health_Loading';
import minutes from '@salesforce/label/c.Baton_Setup_Health_Minutes';
import of from '@salesforce/label/c.Baton_Setup_Health_Of';
import ok from '@salesforce/label/c.Baton_Setup_Health_Ok';
import parked from '@salesforce/label/c.Baton_Setup_Health_Parked';
import relationships from '@salesforce/label/c.Baton_Setup_Health_Relationships';
import seconds from '@salesforce/label/c.Baton_Setup_Health_Seconds';
import shared from '@salesforce/label/c.Baton_Setup_Health_Shared';
import stopped from '@salesforce/label/c.Baton_Setup_Health_Stopped';
import title from '@salesforce/label/c.Baton_Setup_Health_Title';
import version from '@salesforce/label/c.Baton_Setup_Health_Version';

/** Texts of the panel. */
export const LABELS = {
    title,
    loading,
    error,
    empty,
    ok,
    degraded,
    stopped,
    late,
    lastSync,
    ago,
    lag,
    seconds,
    minutes,
    hours,
    days,
    budget,
    of,
    accounts,
    customers,
    shared,
    relationships,
    parked,
    version,
    budgetHigh,
};
