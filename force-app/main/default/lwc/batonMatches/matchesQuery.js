import { gql } from 'lightning/graphql';

/** Pairs that wait for a person, the surest first, with what tells the two records apart. */
export const MATCHES = gql`
    query batonMatches($userId: ID) {
        uiapi {
            query {
                Baton_Match__c(
                    first: 50
                    where: { State__c: { eq: "Proposed" } }
                    orderBy: { Score__c: { order: DESC } }
                ) {
                    totalCount
                    edges {
                        node {
                            Id
                            Kind__c {
                                value
                            }
                            Evidence__c {
                                value
                            }
                            Account__c {
                                value
                            }
                            Other_Account__c {
                                value
                            }
                            Contact__c {
                                value
                            }
                            Other_Contact__c {
                                value
                            }
                            Lead__c {
                                value
                            }
                            Account__r @optional {
                                Name {
                                    value
                                }
                                BillingStreet @optional {
                                    value
                                }
                                BillingPostalCode @optional {
                                    value
                                }
                                BillingCity @optional {
                                    value
                                }
                                Phone @optional {
                                    value
                                }
                                Website @optional {
                                    value
                                }
                            }
                            Other_Account__r @optional {
                                Name {
                                    value
                                }
                                BillingStreet @optional {
                                    value
                                }
                                BillingPostalCode @optional {
                                    value
                                }
                                BillingCity @optional {
                                    value
                                }
                                Phone @optional {
                                    value
                                }
                                Website @optional {
                                    value
                                }
                            }
                            Contact__r @optional {
                                Name {
                                    value
                                }
                                Email @optional {
                                    value
                                }
                                Phone @optional {
                                    value
                                }
                                MobilePhone @optional {
                                    value
                                }
                            }
                            Other_Contact__r @optional {
                                Name {
                                    value
                                }
                                Email @optional {
                                    value
                                }
                                Phone @optional {
                                    value
                                }
                                MobilePhone @optional {
                                    value
                                }
                            }
                            Lead__r @optional {
                                Name {
                                    value
                                }
                                Company @optional {
                                    value
                                }
                                Email @optional {
                                    value
                                }
                                Phone @optional {
                                    value
                                }
                                City @optional {
                                    value
                                }
                            }
                        }
                    }
                }
                Baton_Preference__c(first: 1, where: { OwnerId: { eq: $userId } }) {
                    edges {
                        node {
                            Id
                        }
                    }
                }
            }
        }
    }
`;
