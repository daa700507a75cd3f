import { standardObject } from '../standard-object.ts';
import { MONTHS, RECURRENCE_INSTANCES, RECURRENCE_TYPES } from './picklists.ts';

export const organization = standardObject(
  `
  00D | Organization | Organization | Organization
  @id Organization ID
  Name | Name | string(80) | required name
  Division | Division | string(80) | system
  @address Address | Address
  Phone | Phone | phone(40) | system
  Fax | Fax | phone(40) | system
  PrimaryContact | Primary Contact | string(80) | system
  DefaultLocaleSidKey | Locale | picklist(40) | required
  TimeZoneSidKey | Time Zone | picklist(40) | required
  LanguageLocaleKey | Language | picklist(40) | required
  FiscalYearStartMonth | Fiscal Year Starts In | int | readonly
  DefaultAccountAccess | Default Account Access | picklist(40) | readonly
  DefaultContactAccess | Default Contact Access | picklist(40) | readonly
  DefaultOpportunityAccess | Default Opportunity Access | picklist(40) | readonly
  DefaultLeadAccess | Default Lead Access | picklist(40) | readonly
  DefaultCaseAccess | Default Case Access | picklist(40) | readonly
  DefaultCampaignAccess | Default Campaign Access | picklist(40) | readonly
  TrialExpirationDate | Trial Expiration Date | datetime | readonly
  OrganizationType | Edition | picklist(40) | readonly
  NamespacePrefix | Namespace Prefix | string(15) | readonly
  InstanceName | Instance Name | string(5) | readonly
  IsSandbox | Is Sandbox | boolean | readonly
  IsReadOnly | Is Read Only | boolean | readonly
  @audit
`,
  { allows: 'uq' },
);

/** There only where several currencies are on. */
export const currencyType = standardObject(
  `
  01L | CurrencyType | Currency Type | Currency Type
  @id Currency Type ID
  IsoCode | Currency ISO Code | picklist(10) | required name | EUR;USD;GBP;CHF
  ConversionRate | Conversion Rate | double(18,9) | required
  DecimalPlaces | Decimal Places | int | required
  IsActive | Active | boolean | system
  IsCorporate | Is Corporate Currency | boolean | system
  @audit
`,
  { allows: 'cuq' },
);

export const businessHours = standardObject(
  `
  01m | BusinessHours | Business Hours | Business Hours
  @id Business Hours ID
  Name | Business Hours Name | string(80) | required name
  IsActive | Active | boolean | system
  IsDefault | Default Business Hours | boolean | system
  SundayStartTime | Sunday Start | time | system
  SundayEndTime | Sunday End | time | system
  MondayStartTime | Monday Start | time | system
  MondayEndTime | Monday End | time | system
  TuesdayStartTime | Tuesday Start | time | system
  TuesdayEndTime | Tuesday End | time | system
  WednesdayStartTime | Wednesday Start | time | system
  WednesdayEndTime | Wednesday End | time | system
  ThursdayStartTime | Thursday Start | time | system
  ThursdayEndTime | Thursday End | time | system
  FridayStartTime | Friday Start | time | system
  FridayEndTime | Friday End | time | system
  SaturdayStartTime | Saturday Start | time | system
  SaturdayEndTime | Saturday End | time | system
  TimeZoneSidKey | Time Zone | picklist(40) | required
  @audit
  LastViewedDate | Last Viewed Date | datetime | readonly
`,
  { allows: 'cuq' },
);

export const holiday = standardObject(
  `
  0C0 | Holiday | Holiday | Holidays
  @id Holiday ID
  Name | Holiday Name | string(80) | required name
  Description | Description | string(255) | system
  IsAllDay | All Day | boolean | system yes
  ActivityDate | Holiday Date | date | system
  StartTimeInMinutes | Start Time In Minutes From Midnight | int | system
  EndTimeInMinutes | End Time In Minutes From Midnight | int | system
  @audit
  IsRecurrence | Recurring Holiday | boolean | system
  RecurrenceStartDate | Recurrence Start | date | system
  RecurrenceEndDateOnly | Recurrence End | date | system
  RecurrenceType | Recurrence Type | picklist(40) | system restricted | ${RECURRENCE_TYPES}
  RecurrenceInterval | Recurrence Interval | int(9) | system
  RecurrenceDayOfWeekMask | Recurrence Day of Week Mask | int(9) | system
  RecurrenceDayOfMonth | Recurrence Day of Month | int(9) | system
  RecurrenceInstance | Recurrence Instance | picklist(40) | system restricted | ${RECURRENCE_INSTANCES}
  RecurrenceMonthOfYear | Recurrence Month of Year | picklist(40) | system restricted | ${MONTHS}
`,
  { allows: 'cudq' },
);

export const customNotificationType = standardObject(
  `
  0ML | CustomNotificationType | Custom Notification Type | Custom Notification Types
  @id Custom Notification Type ID
  @deleted
  DeveloperName | Custom Notification Type Name | string(80) | required name
  MasterLabel | Label | string(80) | required
  Language | Master Language | picklist(40) | readonly
  NamespacePrefix | Namespace Prefix | string(15) | readonly
  CustomNotifTypeName | Notification Name | string(80) | required
  Description | Description | string(255) | system
  Desktop | Desktop | boolean | system
  Mobile | Mobile | boolean | system
  @audit
`,
  { allows: 'q' },
);

export const recordType = standardObject(
  `
  012 | RecordType | Record Type | Record Type
  @id Record Type ID
  Name | Name | string(80) | required name
  DeveloperName | Record Type Name | string(80) | required
  NamespacePrefix | Namespace Prefix | string(15) | readonly
  Description | Description | string(255) | system
  BusinessProcessId | Business Process ID | string(18) | readonly
  SobjectType | Sobject Type Name | picklist(40) | required createonly
  IsActive | Active | boolean | system
  @audit
`,
  { allows: 'cuq' },
);
