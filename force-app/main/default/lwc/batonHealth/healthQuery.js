import { gql } from 'lightning/graphql';

/** The one row that the service writes about itself. */
export const HEALTH = gql`
    query batonHealth {
        uiapi {
            query {
                Baton_Sync_Status__c(first: 1, where: { Key__c: { eq: "org" } }) {
                    edges {
                        node {
                            Id
                            State__c {
                                value
                            }
                            Message__c {
                                value
                            }
                            Last_Sync__c {
                                value
                            }
                            Lag_Seconds__c {
                                value
                            }
                            Api_Calls_Day__c {
                                value
                            }
                            Api_Budget_Day__c {
                                value
                            }
                            Accounts__c {
                                value
                            }
                            Customers__c {
                                value
                            }
                            Shared_Customers__c {
                                value
                            }
                            Relationships__c {
                                value
                            }
                            Parked__c {
                                value
                            }
                            Version__c {
                                value
                            }
                        }
                    }
                }
            }
        }
    }
`;
