import { CrmError } from './crm-errors.ts';

interface LoginRow {
  /** Matched against `error: error_description`. */
  readonly says: RegExp;
  readonly code: string;
  readonly message: string;
  readonly actions: readonly string[];
}

const table: readonly LoginRow[] = [
  {
    says: /hasn't approved this consumer|not admin approved|invalid_app_access/i,
    code: 'CRM_LOGIN_NOT_APPROVED',
    message: 'The integration user is not allowed to use the External Client App.',
    actions: [
      'In the policies of the External Client App set Permitted Users to "Admin approved users are pre-authorized".',
      'Add the permission set Baton Integration to the app and assign it to the integration user.',
      'Check BATON_USERNAME: Salesforce says the same of a user who does not exist.',
      'A change there may take up to half an hour to work.',
    ],
  },
  {
    says: /audience/i,
    code: 'CRM_LOGIN_AUDIENCE',
    message: 'The login was sent to the wrong place.',
    actions: [
      'Set BATON_LOGIN_URL to https://test.salesforce.com for a sandbox and https://login.salesforce.com otherwise.',
    ],
  },
  {
    says: /expired certificate|certificate.*expired/i,
    code: 'CRM_LOGIN_CERTIFICATE',
    message: 'The certificate of the app has expired.',
    actions: ['Make a new key and certificate: baton rotate-key, or baton init.'],
  },
  {
    says: /expired|assertion is not valid yet|iat|clock/i,
    code: 'CRM_LOGIN_EXPIRED',
    message: 'Salesforce finds the login too old or too early.',
    actions: ['Set the clock of this machine (NTP).', 'Check that the user is not frozen and the app not blocked.'],
  },
  {
    says: /signature|invalid assertion|certificate/i,
    code: 'CRM_LOGIN_SIGNATURE',
    message: 'Salesforce does not know the key that the login was signed with.',
    actions: [
      'Upload the certificate that belongs to BATON_PRIVATE_KEY_FILE to the External Client App.',
      'Check that the certificate has not expired.',
    ],
  },
  {
    says: /invalid_client|client identifier/i,
    code: 'CRM_LOGIN_CLIENT',
    message: 'Salesforce does not know this consumer key, or the app is not installed in the org.',
    actions: [
      'Copy the consumer key of the External Client App to BATON_CLIENT_ID.',
      'Check that BATON_LOGIN_URL leads to the org that has the app.',
    ],
  },
  {
    says: /inactive user|user.*inactive|locked|frozen|authentication failure|invalid_grant: .*user/i,
    code: 'CRM_LOGIN_USER',
    message: 'The integration user is unknown, inactive, frozen or locked out.',
    actions: ['Check BATON_USERNAME.', 'Activate or unfreeze the user in Setup > Users.'],
  },
  {
    says: /ip restricted|ip range|ip address/i,
    code: 'CRM_LOGIN_ADDRESS',
    message: 'The org does not let the user in from this network address.',
    actions: [
      "Add the service's address to the login IP ranges of the profile, or relax them in the policies of the app.",
    ],
  },
  {
    says: /unsupported_grant_type|not enabled|jwt/i,
    code: 'CRM_LOGIN_FLOW_OFF',
    message: 'The JWT bearer flow is switched off for the app.',
    actions: ['Enable the JWT bearer flow in the External Client App and upload the certificate.'],
  },
];

/** Translates a refused login; each cause has its own cure, and none passes by waiting. */
export function loginError(error: string, description: string): CrmError {
  const said = `${error}: ${description}`;
  const row = table.find(({ says }) => says.test(said));
  return new CrmError(
    row?.code ?? 'CRM_LOGIN_REFUSED',
    `${row?.message ?? 'Salesforce refuses the login.'} (${said})`,
    {
      cure: 'stop',
      salesforceCode: error,
      salesforceMessage: description,
      actions: row?.actions ?? ['Check the username, the consumer key and the private key.'],
    },
  );
}
