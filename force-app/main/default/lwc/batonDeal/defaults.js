const LONGEST_NAME = 120;

/** What the form for a new opportunity begins with; without an account where none is known yet. */
export function opportunityDefaults(node, accountId) {
    const parts = [node.Need_Text__c?.value, node.Customer_Name__c?.value].filter(Boolean);
    const values = { Name: parts.join(', ').slice(0, LONGEST_NAME), AccountId: accountId, Baton_Handoff__c: node.Id };
    return filled(values);
}

/** What the form for a new lead begins with; a lead needs a last name, which is the last word of the contact's. */
export function leadDefaults(node) {
    const names = (node.Contact_Name__c?.value ?? '').trim().split(/\s+/);
    const values = {
        Company: node.Customer_Name__c?.value,
        FirstName: names.slice(0, -1).join(' '),
        LastName: names.at(-1),
        Phone: node.Contact_Phone__c?.value,
        Email: node.Contact_Email__c?.value,
        City: node.Customer_City__c?.value,
        Baton_Handoff__c: node.Id,
    };
    return filled(values);
}

function filled(values) {
    return Object.fromEntries(Object.entries(values).filter(([, value]) => value));
}
