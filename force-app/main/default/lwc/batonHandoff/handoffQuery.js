import { gql } from 'lightning/graphql';

/** One hand-off with its messages, and what only its receiver may know of it. */
export const HANDOFF = gql`
    fragment person on User {
        Name {
            value
        }
        Title @optional {
            value
        }
        Phone @optional {
            value
        }
        MobilePhone @optional {
            value
        }
        Email @optional {
            value
        }
    }
    query batonHandoff($handoffId: ID) {
        uiapi {
            query {
                Baton_Handoff__c(first: 1, where: { Id: { eq: $handoffId } }) {
                    edges {
                        node {
                            Id
                            OwnerId {
                                value
                            }
                            Owner @optional {
                                ... on User {
                                    ...person
                                }
                            }
                            Receiver__r @optional {
                                ...person
                            }
                            Intake__r @optional {
                                ...person
                            }
                            To_Division__r @optional {
                                Name {
                                    value
                                }
                            }
                            From_Division__r @optional {
                                Name {
                                    value
                                }
                            }
                            Pass_On_To__r @optional {
                                Name {
                                    value
                                }
                            }
                            State__c {
                                value
                            }
                            Need__c @optional {
                                value
                            }
                            Need_Text__c @optional {
                                value
                            }
                            To_Division__c @optional {
                                value
                            }
                            From_Division__c @optional {
                                value
                            }
                            Account__c @optional {
                                value
                            }
                            Contact__c @optional {
                                value
                            }
                            Lead__c @optional {
                                value
                            }
                            Customer_Name__c @optional {
                                value
                            }
                            Customer_City__c @optional {
                                value
                            }
                            Contact_Name__c @optional {
                                value
                            }
                            Contact_Phone__c @optional {
                                value
                            }
                            Contact_Email__c @optional {
                                value
                            }
                            Note__c @optional {
                                value
                            }
                            Use_My_Name__c @optional {
                                value
                            }
                            Receiver__c @optional {
                                value
                            }
                            Receiver_Reasons__c @optional {
                                value
                            }
                            Verification__c @optional {
                                value
                            }
                            Verification_Reason__c @optional {
                                value
                            }
                            With_Intake__c @optional {
                                value
                            }
                            Intake__c @optional {
                                value
                            }
                            Decline_Reason__c @optional {
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
                            Last_Status__c @optional {
                                value
                            }
                            Last_Status_At__c @optional {
                                value
                            }
                            Closed_At__c @optional {
                                value
                            }
                            Amount_Class__c @optional {
                                value
                            }
                            Again_On__c @optional {
                                value
                            }
                            Verdict__c @optional {
                                value
                            }
                            Previous__c @optional {
                                value
                            }
                            CreatedDate {
                                value
                            }
                        }
                    }
                }
                Baton_Handoff_Message__c(
                    first: 200
                    where: { Handoff__c: { eq: $handoffId } }
                    orderBy: { CreatedDate: { order: ASC } }
                ) @optional {
                    edges {
                        node {
                            Id
                            Kind__c {
                                value
                            }
                            Body__c @optional {
                                value
                            }
                            CreatedById {
                                value
                            }
                            CreatedBy @optional {
                                Name {
                                    value
                                }
                            }
                            CreatedDate {
                                value
                            }
                        }
                    }
                }
                next: Baton_Handoff__c(first: 1, where: { Previous__c: { eq: $handoffId } }) @optional {
                    edges {
                        node {
                            Id
                        }
                    }
                }
                Baton_Received__c(first: 1, where: { Handoff__c: { eq: $handoffId } }) @optional {
                    edges {
                        node {
                            Id
                            Account__c @optional {
                                value
                            }
                            Account__r @optional {
                                Name {
                                    value
                                }
                            }
                            Opportunity__c @optional {
                                value
                            }
                            Opportunity__r @optional {
                                Name {
                                    value
                                }
                                StageName @optional {
                                    value
                                }
                            }
                            Reasons__c @optional {
                                value
                            }
                        }
                    }
                }
            }
        }
    }
`;
