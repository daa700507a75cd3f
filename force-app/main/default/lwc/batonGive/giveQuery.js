import { gql } from 'lightning/graphql';

/**
 * All that the panel needs at once: what can be passed on, what this customer may need, and who knows it. What a company
 * may hide from some of its people is optional: then only that piece is missing.
 */
export const OPTIONS = gql`
    query batonGiveOptions($accountId: ID, $userId: ID) {
        uiapi {
            query {
                Baton_Need__c(
                    first: 200
                    where: { Active__c: { eq: true } }
                    orderBy: { Sort__c: { order: ASC, nulls: LAST } }
                ) {
                    edges {
                        node {
                            Id
                            Name {
                                value
                            }
                            Division__c {
                                value
                            }
                        }
                    }
                }
                Baton_Division__c(first: 100, where: { Active__c: { eq: true } }, orderBy: { Name: { order: ASC } }) {
                    edges {
                        node {
                            Id
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
                    }
                }
                Baton_Suggestion__c(
                    first: 20
                    where: { Account__c: { eq: $accountId }, Status__c: { eq: "Open" } }
                    orderBy: { Rank__c: { order: ASC } }
                ) @optional {
                    edges {
                        node {
                            Id
                            Need__c @optional {
                                value
                            }
                        }
                    }
                }
                Baton_Relationship__c(
                    first: 100
                    where: { Account__c: { eq: $accountId } }
                    orderBy: { Rank__c: { order: ASC } }
                ) @optional {
                    edges {
                        node {
                            Id
                            Band__c {
                                value
                            }
                            Reasons__c @optional {
                                value
                            }
                            Division__c @optional {
                                value
                            }
                            Colleague__c @optional {
                                value
                            }
                            Colleague__r @optional {
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
