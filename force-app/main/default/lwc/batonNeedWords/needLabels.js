import campaign from '@salesforce/label/c.Baton_Suggestion_Because_Campaign';
import supportCase from '@salesforce/label/c.Baton_Suggestion_Because_Case';
import contract from '@salesforce/label/c.Baton_Suggestion_Because_Contract';
import deal from '@salesforce/label/c.Baton_Suggestion_Because_Deal';
import kind from '@salesforce/label/c.Baton_Suggestion_Because_Kind';
import country from '@salesforce/label/c.Baton_Suggestion_Country';
import customers from '@salesforce/label/c.Baton_Suggestion_Customers';
import customersOne from '@salesforce/label/c.Baton_Suggestion_Customers_One';
import customersTwo from '@salesforce/label/c.Baton_Suggestion_Customers_Two';
import employeesBetween from '@salesforce/label/c.Baton_Suggestion_Employees_Between';
import employeesOver from '@salesforce/label/c.Baton_Suggestion_Employees_Over';
import employeesUpTo from '@salesforce/label/c.Baton_Suggestion_Employees_Up_To';
import industry from '@salesforce/label/c.Baton_Suggestion_Industry';
import passOnLong from '@salesforce/label/c.Baton_Suggestion_Pass_On_Long';
import question from '@salesforce/label/c.Baton_Suggestion_Question';
import receiver from '@salesforce/label/c.Baton_Suggestion_Receiver';
import receiverDivision from '@salesforce/label/c.Baton_Suggestion_Receiver_Division';
import of from '@salesforce/label/c.Baton_Suggestion_Of';
import fewer from '@salesforce/label/c.Baton_Suggestion_Others_Fewer';
import inHundred from '@salesforce/label/c.Baton_Suggestion_Others_In_Hundred';
import oneIn from '@salesforce/label/c.Baton_Suggestion_Others_One_In';
import turnoverBetween from '@salesforce/label/c.Baton_Suggestion_Turnover_Between';
import turnoverOver from '@salesforce/label/c.Baton_Suggestion_Turnover_Over';
import turnoverUpTo from '@salesforce/label/c.Baton_Suggestion_Turnover_Up_To';

/** What happened in a month, by the kind of fact. */
export const SIGNS = { case: supportCase, campaign, contract, deal };

/** Traits with a value of their own. */
export const VALUES = { industry, country };

/** Traits in bands. */
export const BANDS = {
    turnover: { over: turnoverOver, upTo: turnoverUpTo, between: turnoverBetween },
    employees: { over: employeesOver, upTo: employeesUpTo, between: employeesBetween },
};

/** By the number of conditions. */
export const CUSTOMERS = [customers, customersOne, customersTwo];

export const KIND = { sentence: kind, of };

export const OTHERS = { fewer, inHundred, oneIn };

/** Texts about one suggestion. */
export const ITEM = { passOnLong, question, receiver, receiverDivision };
