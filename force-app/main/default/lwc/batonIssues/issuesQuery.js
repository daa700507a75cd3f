import { gql } from 'lightning/graphql';

/** What is open, newest first, and the viewer's own row to wake the service by. */
export const ISSUES = gql`
    query batonIssues($userId: ID) {
        uiapi {
            query {
                Baton_Sync_Issue__c(
                    first: 50
                    where: { State__c: { eq: "Open" } }
                    orderBy: { CreatedDate: { order: DESC } }
                ) {
                    totalCount
                    edges {
                        node {
                            Id
                            Kind__c {
                                value
                            }
                            Object__c {
                                value
                            }
                            Record_Id__c {
                                value
                            }
                            Reason__c {
                                value
                            }
                            Fix__c {
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
