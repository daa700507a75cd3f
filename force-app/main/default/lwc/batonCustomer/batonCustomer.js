const PERSON = ['Name', 'Phone', 'MobilePhone', 'Email'];
const OF_ACCOUNT = ['AccountId', 'Account.Name', 'Account.BillingCity'];

/** What to read of a record to know its customer; all optional, since any may be hidden from the giver. */
const FIELDS = {
    Account: ['Name', 'BillingCity'],
    Contact: [...PERSON, ...OF_ACCOUNT],
    Lead: [...PERSON, 'Company', 'City'],
    Opportunity: OF_ACCOUNT,
};

export function customerFields(objectApiName) {
    return (FIELDS[objectApiName] ?? []).map((field) => `${objectApiName}.${field}`);
}

/**
 * The customer behind a record as a hand-off carries it: links to the giver's rows, and text copies for the receiver, who
 * can open none of them.
 *
 * @returns {object} values by field of `Baton_Handoff__c`; `Customer_Name__c` undefined where nobody can tell
 */
export function toCustomer(record, objectApiName) {
    const read = (name) => record.fields[name]?.value ?? undefined;
    const account = record.fields.Account?.value?.fields;
    const person = {
        Contact_Name__c: read('Name'),
        Contact_Phone__c: read('MobilePhone') ?? read('Phone'),
        Contact_Email__c: read('Email'),
    };
    const ofAccount = {
        Account__c: read('AccountId'),
        Customer_Name__c: account?.Name?.value ?? undefined,
        Customer_City__c: account?.BillingCity?.value ?? undefined,
    };
    switch (objectApiName) {
        case 'Account':
            return { Account__c: record.id, Customer_Name__c: read('Name'), Customer_City__c: read('BillingCity') };
        case 'Contact':
            return {
                ...ofAccount,
                ...person,
                Contact__c: record.id,
                Customer_Name__c: ofAccount.Customer_Name__c ?? read('Name'),
            };
        case 'Lead':
            return {
                ...person,
                Lead__c: record.id,
                Customer_Name__c: read('Company') ?? read('Name'),
                Customer_City__c: read('City'),
            };
        default:
            return ofAccount;
    }
}
