const CUSTOMER = [
    'Account__c',
    'Contact__c',
    'Lead__c',
    'Customer_Name__c',
    'Customer_City__c',
    'Contact_Name__c',
    'Contact_Phone__c',
    'Contact_Email__c',
];

/** The customer of a hand-off that came back, by field, and the hand-off itself as the one that a new one continues. */
export function toPrevious(node) {
    const customer = CUSTOMER.map((field) => [field, node[field]?.value]).filter(([, value]) => value);
    return { ...Object.fromEntries(customer), Previous__c: node.Id };
}
