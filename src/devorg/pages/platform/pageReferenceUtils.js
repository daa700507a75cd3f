/** Values for a form, as one text that fits into an address: `Name=A%2C%20B,StageName=New`. */
export function encodeDefaultFieldValues(values) {
  return Object.entries(values)
    .map(([field, value]) => `${field}=${encodeURIComponent(value)}`)
    .join(',');
}
