import { gql } from 'lightning/graphql';

/** People whom a division offers for its needs. */
export const EXPERTS = gql`
    query batonExperts($divisionId: ID) {
        uiapi {
            query {
                Baton_Expert__c(
                    first: 500
                    where: { Division__c: { eq: $divisionId } }
                    orderBy: { Rank__c: { order: ASC } }
                ) @optional {
                    edges {
                        node {
                            Id
                            Need__c @optional {
                                value
                            }
                            Place__c @optional {
                                value
                            }
                            Rank__c {
                                value
                            }
                            Reasons__c @optional {
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
            }
        }
    }
`;
