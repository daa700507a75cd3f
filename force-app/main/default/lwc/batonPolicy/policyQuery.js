import { gql } from 'lightning/graphql';

/** The rules that hold, the viewer's own draft, what the service answered to it, and the row to wake the service by. */
export const POLICY = gql`
    query batonPolicy($userId: ID, $draftKey: String, $answerKey: String) {
        uiapi {
            query {
                current: Baton_Policy__c(
                    first: 1
                    where: { Active__c: { eq: true } }
                    orderBy: { CreatedDate: { order: DESC } }
                ) {
                    edges {
                        node {
                            Id
                            Naming_Default__c @optional {
                                value
                            }
                            Half_Life_Days__c @optional {
                                value
                            }
                            Band_Strong__c @optional {
                                value
                            }
                            Band_Good__c @optional {
                                value
                            }
                            Band_Some__c @optional {
                                value
                            }
                            Relationships_Per_Division__c @optional {
                                value
                            }
                            Relationship_Row_Cap__c @optional {
                                value
                            }
                            Decide_Hours__c @optional {
                                value
                            }
                            Contact_Hours__c @optional {
                                value
                            }
                            Status_Days__c @optional {
                                value
                            }
                            Suggestion_Minimum_Group__c @optional {
                                value
                            }
                            Suggestions_Per_Account__c @optional {
                                value
                            }
                            Suggestion_Days__c @optional {
                                value
                            }
                            Retention_Months__c @optional {
                                value
                            }
                            Credit_Rule__c @optional {
                                value
                            }
                            Pilot__c @optional {
                                value
                            }
                            Pilot_Divisions__c @optional {
                                value
                            }
                            Pilot_Places__c @optional {
                                value
                            }
                            Pilot_Users__c @optional {
                                value
                            }
                            Weight_Meeting__c @optional {
                                value
                            }
                            Weight_Call__c @optional {
                                value
                            }
                            Weight_Mail__c @optional {
                                value
                            }
                            Weight_Deal__c @optional {
                                value
                            }
                            Weight_Case__c @optional {
                                value
                            }
                            Weight_Team__c @optional {
                                value
                            }
                            Weight_Ownership__c @optional {
                                value
                            }
                            Grace_Hours__c @optional {
                                value
                            }
                            Answer_Hours__c @optional {
                                value
                            }
                            Asks_A_Month__c @optional {
                                value
                            }
                            Open_Handoffs_Cap__c @optional {
                                value
                            }
                            Digest_Hour__c @optional {
                                value
                            }
                            Meetings_A_Person__c @optional {
                                value
                            }
                            Hide_Amount_Class__c @optional {
                                value
                            }
                            Suggestion_Row_Cap__c @optional {
                                value
                            }
                            Branches__c @optional {
                                value
                            }
                            Match_Proposals__c @optional {
                                value
                            }
                        }
                    }
                }
                draft: Baton_Policy__c(first: 1, where: { Draft_Key__c: { eq: $draftKey } }) {
                    edges {
                        node {
                            Id
                        }
                    }
                }
                Baton_Sync_Status__c(first: 1, where: { Key__c: { eq: $answerKey } }) {
                    edges {
                        node {
                            Id
                            Message__c {
                                value
                            }
                            Request__c {
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
