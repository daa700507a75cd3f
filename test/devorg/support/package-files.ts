import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const made: string[] = [];

/** Writes a package's files into a new temporary folder and returns the folder. */
export function packageFolder(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'baton-package-'));
  made.push(folder);
  for (const [file, text] of Object.entries(files)) {
    const full = path.join(folder, file);
    mkdirSync(path.dirname(full), { recursive: true });
    writeFileSync(full, text);
  }
  return folder;
}

/** Removes all folders that `packageFolder` made. */
export function removePackageFolders(): void {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** A metadata file: the root element with this inside. */
export function metadata(root: string, inside: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="http://soap.sforce.com/2006/04/metadata">${inside}</${root}>\n`;
}

/** Tags and their texts as XML. */
export function tags(values: Readonly<Record<string, string | number | boolean>>): string {
  return Object.entries(values)
    .map(([name, value]) => `<${name}>${value}</${name}>`)
    .join('');
}

interface ObjectOptions {
  readonly sharingModel?: string;
  readonly autoNumber?: string;
  readonly more?: string;
}

/** The file of a custom object with a text name, or an auto-number. */
export function objectFile(
  label: string,
  { sharingModel = 'Private', autoNumber, more = '' }: ObjectOptions = {},
): string {
  const name =
    autoNumber === undefined
      ? tags({ label: 'Name', type: 'Text' })
      : tags({ displayFormat: autoNumber, label: 'Number', type: 'AutoNumber' });
  return metadata(
    'CustomObject',
    `${tags({ deploymentStatus: 'Deployed', label })}<nameField>${name}</nameField>${tags({ pluralLabel: `${label}s`, sharingModel })}${more}`,
  );
}

/** The file of a custom field. */
export function fieldFile(
  name: string,
  type: string,
  values: Readonly<Record<string, string | number | boolean>> = {},
): string {
  return metadata('CustomField', tags({ fullName: name, label: name.replace('__c', ''), type, ...values }));
}

/** The file of a restricted picklist field. */
export function picklistFile(name: string, values: readonly string[], more = ''): string {
  const list = values
    .map((value) => `<value>${tags({ fullName: value, default: false, label: value })}</value>`)
    .join('');
  const set = `<valueSet><restricted>true</restricted><valueSetDefinition><sorted>false</sorted>${list}</valueSetDefinition></valueSet>`;
  return metadata('CustomField', `${tags({ fullName: name, label: name, type: 'Picklist' })}${set}${more}`);
}

/** One object permission of a permission set; letters say which rights: create, read, edit, delete, viewAll, modifyAll. */
export function objectPermission(object: string, rights: string): string {
  return `<objectPermissions>${tags({
    allowCreate: rights.includes('c'),
    allowDelete: rights.includes('d'),
    allowEdit: rights.includes('e'),
    allowRead: rights.includes('r'),
    modifyAllRecords: rights.includes('M'),
    object,
    viewAllRecords: rights.includes('V'),
  })}</objectPermissions>`;
}

/** One field permission of a permission set. */
export function fieldPermission(field: string, editable = false): string {
  return `<fieldPermissions>${tags({ editable, field, readable: true })}</fieldPermissions>`;
}

/** The file of a permission set. */
export function permissionSetFile(inside: string): string {
  return metadata('PermissionSet', `${inside}<label>Test</label>`);
}
