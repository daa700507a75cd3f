import { gql } from 'lightning/graphql';

/** The rules that hold: the newest active row. */
export const CREDIT_RULE = gql`
    query batonCreditRule {
        uiapi {
            query {
                Baton_Policy__c(
                    first: 1
                    where: { Active__c: { eq: true } }
                    orderBy: { CreatedDate: { order: DESC } }
                ) @optional {
                    edges {
                        node {
                            Id
                            Credit_Rule__c @optional {
                                value
                            }
                        }
                    }
                }
            }
        }
    }
`;
