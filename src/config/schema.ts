import { z } from 'zod';

const share = z.coerce.number().gt(0).lt(1);
const seconds = z.coerce.number().int().min(1);
const port = z.coerce.number().int().min(0).max(65_535);

/**
 * Every setting of the service, by the name of its environment variable. The README's table and `.env.example` are made
 * from this, so a description says what the setting does, in which unit, and what happens without it.
 */
export const settingsSchema = z.strictObject({
  BATON_LOGIN_URL: z
    .url({ protocol: /^https?$/ })
    .default('https://login.salesforce.com')
    .describe('Where to log in: `https://login.salesforce.com`, `https://test.salesforce.com` or your My Domain.'),
  BATON_USERNAME: z
    .string()
    .min(1)
    .describe('Username of the integration user, which has the permission set *Baton Integration*.'),
  BATON_CLIENT_ID: z
    .string()
    .min(1)
    .describe('Consumer key of the External Client App that allows the JWT bearer flow.'),
  BATON_PRIVATE_KEY_FILE: z
    .string()
    .min(1)
    .describe(
      'Path of the private key (PEM) whose certificate the External Client App knows. Keep it readable to the service alone.',
    ),
  BATON_API_VERSION: z
    .string()
    .regex(/^\d{2}\.0$/, 'must look like 66.0')
    .default('66.0')
    .describe('Salesforce API version to speak, 66.0 or later.'),
  BATON_ALLOW_LOCAL_ORG: z
    .stringbool()
    .default(false)
    .describe('Allows an org on this machine over plain HTTP (the org in a box). Never set it for a real org.'),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .optional()
    .describe('PostgreSQL 15 or later. Without it an embedded PostgreSQL keeps its files in the data folder.'),
  BATON_DATA_FOLDER: z.string().min(1).default('.baton/data').describe('Folder of the embedded database.'),
  BATON_BUDGET_SHARE: share.default(0.1).describe("Share of the org's daily API calls that Baton may use."),
  BATON_RESERVE_SHARE: share
    .default(0.2)
    .describe("Share of the org's daily API calls that Baton always leaves to others."),
  BATON_HOT_INTERVAL_SECONDS: seconds
    .default(40)
    .describe('How often choices that people make in panels are looked up, in seconds.'),
  BATON_FULL_INTERVAL_SECONDS: seconds.default(300).describe('How often all other changes are looked up, in seconds.'),
  BATON_TIMEOUT_SECONDS: seconds.default(120).describe('How long one call to Salesforce may take, in seconds.'),
  BATON_CONTACTS_FOLLOW_ACCOUNTS: z
    .stringbool()
    .default(false)
    .describe(
      'Set it where the org-wide default of Contact is *Controlled by Parent*: a relationship may then name the contact.',
    ),
  BATON_HTTP_HOST: z.string().min(1).default('127.0.0.1').describe('Address that health and metrics are served on.'),
  BATON_HTTP_PORT: port.default(8080).describe('Port that health and metrics are served on; 0 picks a free one.'),
  BATON_LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])
    .default('info')
    .describe('How much is logged.'),
});

export type SettingName = keyof z.input<typeof settingsSchema>;
export type Settings = z.output<typeof settingsSchema>;
