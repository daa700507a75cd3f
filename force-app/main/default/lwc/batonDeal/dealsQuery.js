import { gql } from 'lightning/graphql';

/** The newest open deals of the viewer that come from no hand-off yet. */
export const OPEN_DEALS = gql`
    query batonOpenDeals($userId: ID) {
        uiapi {
            query {
                Opportunity(
                    first: 50
                    where: { OwnerId: { eq: $userId }, IsClosed: { eq: false }, Baton_Handoff__c: { eq: null } }
                    orderBy: { CreatedDate: { order: DESC } }
                ) @optional {
                    edges {
                        node {
                            Id
                            Name {
                                value
                            }
                        }
                    }
                }
            }
        }
    }
`;
