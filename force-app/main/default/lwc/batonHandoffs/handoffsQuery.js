import { gql } from 'lightning/graphql';

/** Hand-offs of a customer: those given from this record, and those received for it. */
export const HANDOFFS_HERE = gql`
    fragment handoff on Baton_Handoff__c {
        Id
        OwnerId {
            value
        }
        Owner @optional {
            ... on User {
                Name {
                    value
                }
            }
        }
        Receiver__r @optional {
            Name {
                value
            }
        }
        To_Division__r @optional {
            Name {
                value
            }
        }
        State__c {
            value
        }
        Need_Text__c @optional {
            value
        }
        Customer_Name__c @optional {
            value
        }
        Receiver__c @optional {
            value
        }
        With_Intake__c @optional {
            value
        }
        Intake__c @optional {
            value
        }
        Seen_At__c @optional {
            value
        }
        Decide_By__c @optional {
            value
        }
        Contact_By__c @optional {
            value
        }
        Status_By__c @optional {
            value
        }
        Decline_Reason__c @optional {
            value
        }
        Amount_Class__c @optional {
            value
        }
    }
    query batonHandoffsHere($accountId: ID, $leadId: ID, $dealId: ID) {
        uiapi {
            query {
                given: Baton_Handoff__c(
                    first: 20
                    where: { or: [{ Account__c: { eq: $accountId } }, { Lead__c: { eq: $leadId } }] }
                    orderBy: { CreatedDate: { order: DESC } }
                ) {
                    edges {
                        node {
                            ...handoff
                        }
                    }
                }
                received: Baton_Received__c(
                    first: 20
                    where: { or: [{ Account__c: { eq: $accountId } }, { Opportunity__c: { eq: $dealId } }] }
                    orderBy: { CreatedDate: { order: DESC } }
                ) @optional {
                    edges {
                        node {
                            Id
                            Handoff__r @optional {
                                ...handoff
                            }
                        }
                    }
                }
            }
        }
    }
`;
