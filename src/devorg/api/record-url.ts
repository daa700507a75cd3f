/** `/services/data/v66.0/sobjects/Account/001…` */
export function recordUrl(version: string, objectName: string, id: string): string {
  return `/services/data/v${version}/sobjects/${objectName}/${id}`;
}
