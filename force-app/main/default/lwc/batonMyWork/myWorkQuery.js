import { gql } from 'lightning/graphql';

/** Hand-offs that the viewer gives, decides on or works with, with the last question or answer of each. */
export const MY_HANDOFFS = gql`
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
        Closed_At__c @optional {
            value
        }
        CreatedDate {
            value
        }
        Baton_Messages__r(
            first: 1
            where: { Kind__c: { in: ["Question", "Answer"] } }
            orderBy: { CreatedDate: { order: DESC } }
        ) @optional {
            edges {
                node {
                    Kind__c {
                        value
                    }
                    CreatedById {
                        value
                    }
                }
            }
        }
    }
    query batonMyHandoffs($userId: ID) {
        uiapi {
            query {
                toDecide: Baton_Handoff__c(
                    first: 50
                    where: {
                        State__c: { eq: "Offered" }
                        OwnerId: { ne: $userId }
                        or: [{ Receiver__c: { eq: $userId } }, { With_Intake__c: { eq: true } }]
                    }
                    orderBy: { CreatedDate: { order: ASC } }
                ) {
                    edges {
                        node {
                            ...handoff
                        }
                    }
                }
                working: Baton_Handoff__c(
                    first: 50
                    where: { State__c: { in: ["Accepted", "In contact", "Converted"] }, Receiver__c: { eq: $userId } }
                    orderBy: { CreatedDate: { order: ASC } }
                ) {
                    edges {
                        node {
                            ...handoff
                        }
                    }
                }
                given: Baton_Handoff__c(
                    first: 50
                    where: { OwnerId: { eq: $userId } }
                    orderBy: { LastModifiedDate: { order: DESC } }
                ) {
                    edges {
                        node {
                            ...handoff
                        }
                    }
                }
            }
        }
    }
`;
