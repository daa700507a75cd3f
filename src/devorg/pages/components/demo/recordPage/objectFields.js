/** What the page tells of a record beside its name and owner, by object: `[label, field]`. The first three stand at the top. */
const FIELDS = {
  Account: [
    ['Phone', 'Phone'],
    ['Website', 'Website'],
    ['Industry', 'Industry'],
    ['Type', 'Type'],
    ['Employees', 'NumberOfEmployees'],
    ['Annual Revenue', 'AnnualRevenue'],
    ['Street', 'BillingStreet'],
    ['Postal Code', 'BillingPostalCode'],
    ['City', 'BillingCity'],
    ['Country', 'BillingCountry'],
  ],
  Contact: [
    ['Account', 'Account.Name'],
    ['Phone', 'Phone'],
    ['Email', 'Email'],
    ['Title', 'Title'],
    ['Mobile', 'MobilePhone'],
    ['Department', 'Department'],
  ],
  Lead: [
    ['Company', 'Company'],
    ['Phone', 'Phone'],
    ['Email', 'Email'],
    ['Status', 'Status'],
    ['Title', 'Title'],
    ['City', 'City'],
  ],
  Opportunity: [
    ['Account', 'Account.Name'],
    ['Stage', 'StageName'],
    ['Close Date', 'CloseDate'],
    ['Amount', 'Amount'],
  ],
};

const ICONS = ['Account', 'Contact', 'Lead', 'Opportunity'];
const SHOWN_AT_TOP = 3;

export function iconOf(object) {
  return ICONS.includes(object) ? `standard:${object.toLowerCase()}` : 'standard:record';
}

/** Fields to ask for, all of them optional: whatever may be hidden from the reader. */
export function fieldsToRead(object) {
  const own = ['Owner.Name', 'Owner.Division', ...(FIELDS[object] ?? []).map(([, field]) => field)];
  return own.map((field) => `${object}.${field}`);
}

/** Facts with a value, in the reader's way of writing numbers: `top` for the header, `all` for the details. */
export function factsOf(record, object, locale) {
  const owner = ['Owner.Name', 'Owner.Division'].map((field) => valueAt(record, field, locale)).filter(Boolean);
  const fields = (FIELDS[object] ?? []).map(([label, field]) => ({ label, value: valueAt(record, field, locale) }));
  const ownerFact = { label: 'Owner', value: owner.join(', ') };
  const filled = (facts) => facts.filter(({ value }) => value !== '');
  return { top: filled([ownerFact, ...fields.slice(0, SHOWN_AT_TOP)]), all: filled([...fields, ownerFact]) };
}

function valueAt(record, path, locale) {
  const names = path.split('.');
  const field = names.reduce((fields, name, index) => {
    const found = fields?.[name];
    return index < names.length - 1 ? found?.value?.fields : found;
  }, record.fields);
  const shown = field?.displayValue ?? field?.value ?? '';
  return typeof shown === 'number' ? new Intl.NumberFormat(locale).format(shown) : shown;
}
