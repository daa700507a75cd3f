import { gql } from 'lightning/graphql';

/** Open suggestions of one account, and which division the viewer is of. What may be hidden from some is optional. */
export const SUGGESTIONS = gql`
    query batonSuggestions($accountId: ID, $userId: ID) {
        uiapi {
            query {
                Baton_Suggestion__c(
                    first: 20
                    where: { Account__c: { eq: $accountId }, Status__c: { eq: "Open" } }
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
