const NAVIGATE = Symbol('Navigate');
const GENERATE_URL = Symbol('GenerateUrl');

/** Pages that exist here are record pages; everything else leads to the start page. */
function urlOf({ type, attributes }) {
  if (type === 'standard__webPage') {
    return attributes.url;
  }
  const isRecord = type === 'standard__recordPage' && attributes.actionName === 'view';
  return isRecord ? `/lightning/r/${attributes.objectApiName ?? 'Account'}/${attributes.recordId}/view` : '/';
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
