import { gql } from 'lightning/graphql';

/** Divisions, the usual fields that tell a user's division, and the viewer's own row to wake the service by. */
export const DIVISIONS = gql`
    query batonDivisions($userId: ID) {
        uiapi {
            query {
                Baton_Division__c(first: 200, orderBy: { Key__c: { order: ASC } }) {
                    edges {
                        node {
                            Id
                            Name {
                                value
                            }
                            Key__c {
                                value
                            }
                            Active__c {
                                value
                            }
                            User_Field__c {
                                value
                            }
                            User_Values__c {
                                value
                            }
                        }
                    }
                }
                User(first: 2000, where: { IsActive: { eq: true } }) {
                    totalCount
                    edges {
                        node {
                            Id
                            UserType @optional {
                                value
                            }
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
