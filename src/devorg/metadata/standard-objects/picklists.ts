/** Lists of values that several objects share, as field lines write them. */
export const LEAD_SOURCES = 'Web;Phone Inquiry;Partner Referral;Purchased List;Other';

export const INDUSTRIES = [
  'Agriculture;Apparel;Banking;Biotechnology;Chemicals;Communications;Construction;Consulting;Education;Electronics',
  'Energy;Engineering;Entertainment;Environmental;Finance;Food & Beverage;Government;Healthcare;Hospitality;Insurance',
  'Machinery;Manufacturing;Media;Not For Profit;Recreation;Retail;Shipping;Technology;Telecommunications',
  'Transportation;Utilities;Other',
].join(';');

export const CLEAN_STATES = [
  'Matched=In Sync;Different;Acknowledged=Reviewed;NotFound=Not Found;Inactive;Pending=Not Compared',
  'SelectMatch=Select Match;Skipped',
].join(';');

export const RECURRENCE_TYPES = [
  'RecursDaily=Recurs Daily;RecursEveryWeekday=Recurs Every Weekday;RecursMonthly=Recurs Monthly',
  'RecursMonthlyNth=Recurs Monthly Nth;RecursWeekly=Recurs Weekly;RecursYearly=Recurs Yearly',
  'RecursYearlyNth=Recurs Yearly Nth',
].join(';');

export const RECURRENCE_INSTANCES = 'First=1st;Second=2nd;Third=3rd;Fourth=4th;Last=last';

export const MONTHS = 'January;February;March;April;May;June;July;August;September;October;November;December';

export const ACCESS_LEVELS = 'None=Private;Read=Read Only;Edit=Read/Write;All=Owner';

export const ROW_CAUSES = [
  'Owner;Manual=Manual Sharing;Rule=Sharing Rule;Team=Sales Team;ImplicitParent=Account Sharing',
  'ImplicitChild=Associated record owner or sharing;RelatedContact=Related Contact',
].join(';');
