import askAgain from '@salesforce/label/c.Baton_Give_Ask_Again';
import titleAgain from '@salesforce/label/c.Baton_Give_Title_Again';
import another from '@salesforce/label/c.Baton_Give_Another';
import ask from '@salesforce/label/c.Baton_Give_Ask';
import error from '@salesforce/label/c.Baton_Give_Error';
import loading from '@salesforce/label/c.Baton_Give_Loading';
import noCustomer from '@salesforce/label/c.Baton_Give_No_Customer';
import noNeeds from '@salesforce/label/c.Baton_Give_No_Needs';
import title from '@salesforce/label/c.Baton_Give_Title';

export const LABELS = {
    ask,
    askAgain,
    titleAgain,
    another,
    error,
    loading,
    noCustomer,
    noNeeds,
    title,
};
