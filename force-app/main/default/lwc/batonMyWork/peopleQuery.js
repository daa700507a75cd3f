import { gql } from 'lightning/graphql';

/** The viewer's exchanges with colleagues, introductions asked for either way, and choices. */
export const MY_PEOPLE = gql`
    fragment person on User {
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
    query batonMyPeople($userId: ID) {
        uiapi {
            query {
                Baton_Exchange__c(
                    first: 200
                    where: { OwnerId: { eq: $userId } }
                    orderBy: { Last__c: { order: DESC, nulls: LAST } }
                ) @optional {
                    edges {
                        node {
                            Id
                            Colleague__r @optional {
                                ...person
                            }
                            Colleague_Division__c @optional {
                                value
                            }
                            Colleague_Division__r @optional {
                                Name {
                                    value
                                }
                            }
                            Given__c @optional {
                                value
                            }
                            Received__c @optional {
                                value
                            }
                            Given_Open__c @optional {
                                value
                            }
                            Received_Open__c @optional {
                                value
                            }
                            Given_Won__c @optional {
                                value
                            }
                            Received_Won__c @optional {
                                value
                            }
                            Last__c @optional {
                                value
                            }
                            Last_Won__c @optional {
                                value
                            }
                            Worth_Meeting__c @optional {
                                value
                            }
                            Shared_Customers__c @optional {
                                value
                            }
                            Dismissed__c @optional {
                                value
                            }
                        }
                    }
                }
                Baton_Introduction_Request__c(
                    first: 20
                    where: { OwnerId: { eq: $userId }, State__c: { eq: "Open" } }
                    orderBy: { Answer_By__c: { order: ASC } }
                ) @optional {
                    edges {
                        node {
                            Id
                            Asker__r @optional {
                                ...person
                            }
                            Asker_Division__r @optional {
                                Name {
                                    value
                                }
                            }
                            Customer_Name__c @optional {
                                value
                            }
                            Contact_Name__c @optional {
                                value
                            }
                            Wish__c @optional {
                                value
                            }
                            Reasons__c @optional {
                                value
                            }
                            Answer_By__c @optional {
                                value
                            }
                            Answer__c @optional {
                                value
                            }
                        }
                    }
                }
                Baton_Introduction__c(
                    first: 20
                    where: { OwnerId: { eq: $userId }, State__c: { ne: "Withdrawn" } }
                    orderBy: { CreatedDate: { order: DESC } }
                ) @optional {
                    edges {
                        node {
                            Id
                            State__c {
                                value
                            }
                            Customer_Name__c @optional {
                                value
                            }
                            Contact_Name__c @optional {
                                value
                            }
                            Wish__c @optional {
                                value
                            }
                            Answer_By__c @optional {
                                value
                            }
                            Knower__r @optional {
                                ...person
                            }
                            Knower_Text__c @optional {
                                value
                            }
                        }
                    }
                }
                Baton_Preference__c(first: 1, where: { OwnerId: { eq: $userId } }) @optional {
                    edges {
                        node {
                            Id
                            Naming__c @optional {
                                value
                            }
                            Away_Until__c @optional {
                                value
                            }
                            Asks_A_Month__c @optional {
                                value
                            }
                            Open_Handoffs_Cap__c @optional {
                                value
                            }
                            Notices__c @optional {
                                value
                            }
                        }
                    }
                }
            }
        }
    }
`;
