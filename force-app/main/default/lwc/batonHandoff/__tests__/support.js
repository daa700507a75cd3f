import { createElement } from 'lwc';
import { graphql } from 'lightning/graphql';
import BatonHandoff from 'c/batonHandoff';
import { flushPromises } from 'jest-mocks/flushPromises';
import { connection, wrapped } from 'jest-mocks/panels';
import ME from '@salesforce/user/Id';

export { ME };
export const HANDOFF_ID = 'a05000000000001AAA';

const person = (name) => ({
    Name: { value: name },
    MobilePhone: { value: '+49 171 1' },
    Email: { value: `${name.toLowerCase().replace(' ', '.')}@example.com` },
});

/** A hand-off of Farah to Anna, changed by `fields`; `people` changes who they are. */
export function handoff(fields = {}, people = {}) {
    return {
        Id: HANDOFF_ID,
        ...wrapped({
            OwnerId: '005farah',
            State__c: 'Offered',
            Need_Text__c: 'Guards at night',
            Receiver__c: '005anna',
            To_Division__c: 'a00security',
            From_Division__c: 'a00facility',
            Account__c: '001000000000001AAA',
            Customer_Name__c: 'St. Elisabeth Klinik',
            Customer_City__c: 'Berlin',
            Contact_Name__c: 'Heike Sommer',
            Contact_Phone__c: '+49 30 1',
            Note__c: 'Yard was open.',
            Use_My_Name__c: true,
            Receiver_Reasons__c: 'knows:strong:2026-10',
            Decide_By__c: '2026-11-20T16:00:00.000Z',
            CreatedDate: '2026-11-20T08:00:00.000Z',
            ...fields,
        }),
        Owner: person('Farah Yilmaz'),
        Receiver__r: person('Anna Berger'),
        To_Division__r: wrapped({ Name: 'Security' }),
        From_Division__r: wrapped({ Name: 'Facility' }),
        ...people,
    };
}

export const message = (Id, author, kind, body) => ({
    Id,
    ...wrapped({ Kind__c: kind, Body__c: body, CreatedById: author, CreatedDate: '2026-11-20T09:00:00.000Z' }),
    CreatedBy: wrapped({ Name: author === ME ? 'Me' : 'Farah Yilmaz' }),
});

export const reply = (node, { messages = [], received = [], next = [] } = {}) => ({
    uiapi: {
        query: {
            Baton_Handoff__c: connection(node ? [node] : []),
            Baton_Handoff_Message__c: connection(messages),
            Baton_Received__c: connection(received),
            next: connection(next),
        },
    },
});

export async function show(data, refresh = jest.fn().mockResolvedValue(undefined)) {
    const element = createElement('c-baton-handoff', { is: BatonHandoff });
    Object.assign(element, { recordId: HANDOFF_ID, objectApiName: 'Baton_Handoff__c' });
    document.body.appendChild(element);
    await flushPromises();
    graphql.emit(data, ({ variables }) => 'handoffId' in (variables ?? {}), refresh);
    await flushPromises();
    return element;
}
