import { gql } from 'lightning/graphql';

/**
 * Who knows the customer of one account, and which division the viewer is of: the field that tells it is each company's
 * choice, so the usual ones are asked for.
 * Whatever a company may hide from some of its people is optional: then only that piece is missing.
 */
export const RELATIONSHIPS = gql`
    query batonRelationships($accountId: ID, $userId: ID) {
        uiapi {
            query {
                Baton_Relationship__c(
                    first: 100
                    where: { Account__c: { eq: $accountId } }
                    orderBy: { Rank__c: { order: ASC } }
                ) {
                    edges {
                        node {
                            Id
                            Band__c {
                                value
                            }
                            Rank__c {
                                value
                            }
                            Reasons__c @optional {
                                value
                            }
                            Last_Contact_Month__c @optional {
                                value
                            }
                            Colleague__c @optional {
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
