import { gql } from 'lightning/graphql';

/** The viewer's meetings in a span of time that have to do with an account. */
export const VISITS = gql`
    query batonVisits($userId: ID, $from: DateTime, $until: DateTime) {
        uiapi {
            query {
                Event(
                    first: 50
                    where: {
                        OwnerId: { eq: $userId }
                        AccountId: { ne: null }
                        StartDateTime: { gte: { value: $from }, lt: { value: $until } }
                    }
                    orderBy: { StartDateTime: { order: ASC } }
                ) {
                    edges {
                        node {
                            Id
                            StartDateTime {
                                value
                            }
                            AccountId {
                                value
                            }
                            Account @optional {
                                Name {
                                    value
                                }
                            }
                        }
                    }
                }
            }
        }
    }
`;

/** Open suggestions of these accounts, and which division the viewer is of. */
export const NEEDS = gql`
    query batonVisitNeeds($accountIds: [ID], $userId: ID) {
        uiapi {
            query {
                Baton_Suggestion__c(
                    first: 200
                    where: { Account__c: { in: $accountIds }, Status__c: { eq: "Open" } }
                    orderBy: { Rank__c: { order: ASC } }
                ) {
                    edges {
                        node {
                            Id
                            Account__c {
                                value
                            }
                            Need__c @optional {
                                value
                            }
                            Need__r @optional {
                                Name {
                                    value
                                }
                                Question__c @optional {
                                    value
                                }
                            }
                            Division__c @optional {
                                value
                            }
                            Division__r @optional {
                                Name {
                                    value
                                }
                                User_Field__c @optional {
                                    value
                                }
                                User_Values__c @optional {
                                    value
                                }
                            }
                            Reasons__c @optional {
                                value
                            }
                            Receiver__r @optional {
                                Name {
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
                        }
                    }
                }
                User(first: 1, where: { Id: { eq: $userId } }) {
                    edges {
                        node {
                            Division @optional {
                                value
                            }
                            Department @optional {
                                value
                            }
                            CompanyName @optional {
                                value
                            }
                        }
                    }
                }
            }
        }
    }
`;
