const NAVIGATE = Symbol('Navigate');
const GENERATE_URL = Symbol('GenerateUrl');

/** Pages that exist here: records, a new record, app pages; everything else leads to the start page. */
function urlOf({ type, attributes = {}, state = {} }) {
  const { actionName, apiName, objectApiName, recordId, url } = attributes;
  if (type === 'standard__webPage') {
    return url;
  }
  if (type === 'standard__navItemPage') {
    return `/lightning/n/${apiName}`;
  }
  if (type === 'standard__objectPage' && actionName === 'new') {
    const defaults = state.defaultFieldValues
      ? `?defaultFieldValues=${encodeURIComponent(state.defaultFieldValues)}`
      : '';
    return `/lightning/o/${objectApiName}/new${defaults}`;
  }
  const isRecord = type === 'standard__recordPage' && actionName === 'view';
  return isRecord ? `/lightning/r/${objectApiName ?? 'Account'}/${recordId}/view` : '/';
}

export const NavigationMixin = (Base) =>
  class extends Base {
    [NAVIGATE](page) {
      window.location.assign(urlOf(page));
    }

    async [GENERATE_URL](page) {
      return urlOf(page);
    }
  };

NavigationMixin.Navigate = NAVIGATE;
NavigationMixin.GenerateUrl = GENERATE_URL;
