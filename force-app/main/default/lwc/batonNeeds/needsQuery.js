import { gql } from 'lightning/graphql';

/** Needs and what was learned about them, and the viewer's own row to wake the service by. */
export const NEEDS = gql`
    query batonNeeds($userId: ID) {
        uiapi {
            query {
                Baton_Need__c(first: 200, orderBy: { Name: { order: ASC } }) {
                    edges {
                        node {
                            Id
                            Name {
                                value
                            }
                            Active__c {
                                value
                            }
                            Division__r @optional {
                                Name {
                                    value
                                }
                            }
                        }
                    }
                }
                Baton_Need_Rule__c(first: 100, orderBy: { Customers__c: { order: DESC } }) {
                    edges {
                        node {
                            Id
                            Rule__c {
                                value
                            }
                            Off__c {
                                value
                            }
                            Customers__c {
                                value
                            }
                            Have_It__c {
                                value
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
