import { standardObject } from '../standard-object.ts';

export const user = standardObject(
  `
  005 | User | User | Users
  @id User ID
  Username | Username | string(80) | required unique
  LastName | Last Name | string(80) | required
  FirstName | First Name | string(40) | system
  Name | Full Name | string(121) | readonly required name person
  CompanyName | Company Name | string(80) | system
  Division | Division | string(80) | system
  Department | Department | string(80) | system
  Title | Title | string(80) | system
  @address Address | Address
  Email | Email | email(128) | required
  Signature | Email Signature | textarea(1333) | system
  Phone | Phone | phone(40) | system
  Fax | Fax | phone(40) | system
  MobilePhone | Mobile | phone(40) | system
  Extension | Extension | phone(40) | system
  Alias | Alias | string(8) | required
  CommunityNickname | Nickname | string(40) | required defaulted
  IsActive | Active | boolean | system yes
  TimeZoneSidKey | Time Zone | picklist(40) | required
  UserRoleId | Role ID | ref(UserRole) UserRole Users | system
  LocaleSidKey | Locale | picklist(40) | required
  EmailEncodingKey | Email Encoding | picklist(40) | required
  ProfileId | Profile ID | ref(Profile) Profile Users | required restrict
  UserType | User Type | picklist(40) | readonly defaulted | Standard*;PowerPartner=Partner;CsnOnly=Chatter Free;Guest
  LanguageLocaleKey | Language | picklist(40) | required
  EmployeeNumber | Employee Number | string(20) | system
  ManagerId | Manager ID | ref(User) Manager ManagedUsers | system
  LastLoginDate | Last Login | datetime | readonly
  @audit
  FederationIdentifier | SAML Federation ID | string(512) | system
  AboutMe | About Me | textarea(1000) | system
  FullPhotoUrl | Url for full-sized Photo | url(1024) | readonly
  SmallPhotoUrl | Photo | url(1024) | readonly
  @viewed
`,
  { allows: 'cuqs' },
);

export const userRole = standardObject(
  `
  00E | UserRole | Role | Role
  @id Role ID
  Name | Name | string(80) | required name
  ParentRoleId | Parent Role ID | ref(UserRole) - Roles | system
  RollupDescription | Description | string(80) | system
  OpportunityAccessForAccountOwner | Opportunity Access Level for Account Owner | picklist(40) | required defaulted restricted | None=No access;Read=View;Edit=View/Edit*
  CaseAccessForAccountOwner | Case Access Level for Account Owner | picklist(40) | system restricted | None=No access;Read=View;Edit=View/Edit*
  ContactAccessForAccountOwner | Contact Access Level for Account Owner | picklist(40) | system restricted | None=No access;Read=View;Edit=View/Edit*
  ForecastUserId | User ID | ref(User) - | system
  MayForecastManagerShare | May Forecast Manager Share | boolean | readonly
  LastModifiedDate | Last Modified Date | datetime | readonly required defaulted
  LastModifiedById | Last Modified By ID | ref(User) LastModifiedBy | readonly required defaulted
  SystemModstamp | System Modstamp | datetime | readonly required defaulted
  DeveloperName | Developer Name | string(80) | system
  PortalType | Portal Type | picklist(40) | readonly | None*;CustomerPortal=Customer Portal;Partner
`,
  { allows: 'cudq' },
);

export const group = standardObject(
  `
  00G | Group | Group | Group
  @id Group ID
  Name | Name | string(40) | required name
  DeveloperName | Developer Name | string(80) | system
  RelatedId | Related ID | ref(User,UserRole) Related | readonly
  Type | Type | picklist(40) | required createonly restricted | Regular*;Role;RoleAndSubordinates=Role and Subordinates;RoleAndSubordinatesInternal=Role and Internal Subordinates;Organization;Queue;Manager;ManagerAndSubordinatesInternal
  Email | Email | email(255) | system
  OwnerId | Owner ID | ref(Organization,User) Owner | readonly required defaulted
  DoesSendEmailToMembers | Send Email to Members | boolean | system
  DoesIncludeBosses | Include Bosses | boolean | system
  @audit
`,
  { allows: 'cudq' },
);

export const groupMember = standardObject(
  `
  011 | GroupMember | Group Member | Group Member
  @id Group Member ID
  GroupId | Group ID | ref(Group) Group GroupMembers | required createonly cascade
  UserOrGroupId | User/Group ID | ref(Group,User) - | required createonly cascade
  SystemModstamp | System Modstamp | datetime | readonly required defaulted
`,
  { allows: 'cdq' },
);
