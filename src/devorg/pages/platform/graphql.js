import { callOrg } from './org.js';
import { AsyncWireAdapter } from './wireAdapter.js';

/** A query's text. Values never go into it: they travel as variables. */
export function gql(strings) {
  return strings.join('');
}

/** Wire adapter of lightning/graphql: `{data, errors, refresh}`. */
export class graphql extends AsyncWireAdapter {
  refresh = () => this.ask();

  isComplete({ query }) {
    return query !== undefined;
  }

  fetch({ query, variables, operationName }) {
    return callOrg('/graphql', { method: 'POST', body: { query, variables, operationName } });
  }

  pending() {
    return { data: undefined, errors: undefined, refresh: this.refresh };
  }

  success({ data, errors }) {
    const hasErrors = errors?.length > 0;
    return { data: data ?? undefined, errors: hasErrors ? errors : undefined, refresh: this.refresh };
  }

  failure(error) {
    const messages = Array.isArray(error.body) ? error.body : [{ message: error.message ?? error.statusText }];
    return { data: undefined, errors: messages, refresh: this.refresh };
  }
}
