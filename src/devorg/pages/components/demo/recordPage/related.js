import { gql } from 'lightning/graphql';

/** An account's contacts and opportunities, as far as the reader may see them. */
export const RELATED = gql`
  query related($recordId: ID) {
    uiapi {
      query {
        Contact(first: 5, where: { AccountId: { eq: $recordId } }, orderBy: { Name: { order: ASC } }) @optional {
          edges {
            node {
              Id
              Name {
                value
              }
            }
          }
        }
        Opportunity(first: 5, where: { AccountId: { eq: $recordId } }, orderBy: { CloseDate: { order: DESC } })
          @optional {
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

export function toRelated({ uiapi: { query } }) {
  return ['Contact', 'Opportunity'].flatMap((object) =>
    (query[object]?.edges ?? []).map(({ node }) => ({
      id: node.Id,
      name: node.Name.value,
      icon: `standard:${object.toLowerCase()}`,
      link: `/lightning/r/${object}/${node.Id}/view`,
    })),
  );
}
