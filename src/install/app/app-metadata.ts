import { type Component, type PackageArchive, packFiles } from '../package-archive.ts';

/** What the External Client App is made of. */
export interface ClientApp {
  /** API name. */
  readonly name: string;
  readonly label: string;
  readonly contactEmail: string;
  readonly certificatePem: string;
  /** The consumer key that we would like; without it the org makes one. */
  readonly consumerKey?: string;
  /** API name of the permission set whose holders may use the app. */
  readonly permissionSet: string;
  /** Where the app is there already: it belongs to this org. */
  readonly existsIn?: string;
}

const NAMESPACE = 'http://soap.sforce.com/2006/04/metadata';
/** Nobody is ever led there: the JWT bearer flow has no browser. An app can not be without one. */
const CALLBACK = 'https://login.salesforce.com/services/oauth2/success';
/** A session of the service ends after this and is made anew by itself. */
const SESSION_MINUTES = 120;

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => escapes[character] ?? character);
}

type Values = Readonly<Record<string, string | number | boolean | undefined>>;

function document(type: string, values: Values): string {
  const lines = Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : [`    <${name}>${escaped(String(value))}</${name}>`],
  );
  return ['<?xml version="1.0" encoding="UTF-8"?>', `<${type} xmlns="${NAMESPACE}">`, ...lines, `</${type}>`, ''].join(
    '\n',
  );
}

interface Part {
  readonly type: string;
  readonly folder: string;
  readonly suffix: string;
  readonly name: string;
  readonly values: Values;
}

/** `RefreshToken` is asked for by name only: an app must have it to be used without a browser, no token is ever kept. */
const SCOPES = 'Api, RefreshToken';

function partsOf(app: ClientApp): readonly Part[] {
  const { name, label } = app;
  const belongs = { externalClientApplication: name };
  return [
    {
      ...{ type: 'ExternalClientApplication', folder: 'externalClientApps', suffix: 'eca', name },
      values: {
        contactEmail: app.contactEmail,
        description: 'Lets the Baton service in, by its key, as the integration user. Made by baton init.',
        distributionState: 'Local',
        isProtected: false,
        label,
        orgScopedExternalApp: app.existsIn === undefined ? undefined : `${app.existsIn}:${name}`,
      },
    },
    {
      ...{ type: 'ExtlClntAppGlobalOauthSettings', folder: 'extlClntAppGlobalOauthSets', suffix: 'ecaGlblOauth' },
      name: `${name}_Global`,
      values: {
        callbackUrl: CALLBACK,
        certificate: app.certificatePem,
        consumerKey: app.consumerKey,
        ...belongs,
        isConsumerSecretOptional: false,
        isPkceRequired: true,
        isSecretRequiredForRefreshToken: true,
        label: `${label} global`,
        shouldRotateConsumerKey: false,
        shouldRotateConsumerSecret: false,
      },
    },
    {
      ...{ type: 'ExtlClntAppOauthSettings', folder: 'extlClntAppOauthSettings', suffix: 'ecaOauth' },
      name: `${name}_OAuth`,
      values: { commaSeparatedOauthScopes: SCOPES, ...belongs, label: `${label} OAuth` },
    },
    {
      ...{ type: 'ExtlClntAppOauthConfigurablePolicies', folder: 'extlClntAppOauthPolicies', suffix: 'ecaOauthPlcy' },
      name: `${name}_Policy`,
      values: {
        commaSeparatedPermissionSet: app.permissionSet,
        ...belongs,
        ipRelaxationPolicyType: 'Enforce',
        label: `${label} policy`,
        permittedUsersPolicyType: 'AdminApprovedPreAuthorized',
        sessionTimeoutInMinutes: SESSION_MINUTES,
      },
    },
  ];
}

/** The app as one package: everything is there after the deploy, or nothing. It is never written to a disk. */
export function packClientApp(app: ClientApp, apiVersion: string): Promise<PackageArchive> {
  const parts = partsOf(app);
  const files = parts.map(({ type, folder, suffix, name, values }) => ({
    path: `${folder}/${name}.${suffix}`,
    text: document(type, values),
  }));
  const components = parts.map(({ type, name }) => ({ type, name }));
  return packFiles([...files, { path: 'package.xml', text: manifest(components, apiVersion) }], components);
}

/** The order to take an app away, and all that belongs to it: its parts by name, as they were made. */
export function packAppRemoval(name: string, apiVersion: string): Promise<PackageArchive> {
  const parts = partsOf({ name, label: '', contactEmail: '', certificatePem: '', permissionSet: '' });
  return packRemoval(
    parts.map((part) => ({ type: part.type, name: part.name })),
    apiVersion,
  );
}

/** The order to take components away. */
export function packRemoval(components: readonly Component[], apiVersion: string): Promise<PackageArchive> {
  return packFiles(
    [
      { path: 'package.xml', text: manifest([], apiVersion) },
      { path: 'destructiveChanges.xml', text: manifest(components, apiVersion) },
    ],
    components,
  );
}

/** `package.xml`: which components, by type. */
export function manifest(components: readonly Component[], apiVersion: string): string {
  const types = [...new Set(components.map(({ type }) => type))].map((type) => {
    const members = components.filter((component) => component.type === type);
    const lines = members.map(({ name }) => `        <members>${escaped(name)}</members>`);
    return ['    <types>', ...lines, `        <name>${type}</name>`, '    </types>'].join('\n');
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<Package xmlns="${NAMESPACE}">`,
    ...types,
    `    <version>${apiVersion}</version>`,
    '</Package>',
    '',
  ].join('\n');
}
