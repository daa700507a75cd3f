import type { DevorgContext } from './context.ts';

type UserRow = Readonly<Record<string, string | number | null | undefined>>;

/** The user's row as it stands in the org. */
export function findIdentity(context: DevorgContext, userId: string): UserRow {
  return context.org.database.prepare('SELECT * FROM "User" WHERE Id = ?').get(userId) as UserRow;
}

/** What `GET /id/{org}/{user}` answers. */
export function identityOf(context: DevorgContext, user: UserRow): unknown {
  const url = identityUrl(context, user);
  return {
    id: url,
    asserted_user: true,
    user_id: user['Id'],
    organization_id: context.org.id,
    username: user['Username'],
    nick_name: user['CommunityNickname'],
    display_name: user['Name'],
    email: user['Email'],
    email_verified: true,
    first_name: user['FirstName'],
    last_name: user['LastName'],
    timezone: user['TimeZoneSidKey'],
    photos: {
      picture: `${context.instanceUrl}/profilephoto/005/F`,
      thumbnail: `${context.instanceUrl}/profilephoto/005/T`,
    },
    addr_street: null,
    addr_city: null,
    addr_state: null,
    addr_country: null,
    addr_zip: null,
    mobile_phone: user['MobilePhone'] ?? null,
    mobile_phone_verified: false,
    is_lightning_login_user: false,
    status: { created_date: null, body: null },
    urls: urlsOf(context.instanceUrl, user['Id']),
    active: user['IsActive'] === 1,
    user_type: 'STANDARD',
    language: user['LanguageLocaleKey'],
    locale: user['LocaleSidKey'],
    utcOffset: 0,
    last_modified_date: user['LastModifiedDate'],
    is_app_installed: true,
  };
}

/** What `/services/oauth2/userinfo` answers (OpenID Connect). */
export function userInfoOf(context: DevorgContext, user: UserRow): unknown {
  return {
    sub: identityUrl(context, user),
    user_id: user['Id'],
    organization_id: context.org.id,
    preferred_username: user['Username'],
    nickname: user['CommunityNickname'],
    name: user['Name'],
    email: user['Email'],
    email_verified: true,
    given_name: user['FirstName'],
    family_name: user['LastName'],
    zoneinfo: user['TimeZoneSidKey'],
    active: user['IsActive'] === 1,
    user_type: 'STANDARD',
    language: user['LanguageLocaleKey'],
    locale: user['LocaleSidKey'],
    utcOffset: 0,
    updated_at: user['LastModifiedDate'],
    urls: urlsOf(context.instanceUrl, user['Id']),
  };
}

function identityUrl(context: DevorgContext, user: UserRow): string {
  return `${context.instanceUrl}/id/${context.org.id}/${user['Id'] ?? ''}`;
}

function urlsOf(instanceUrl: string, userId: unknown): Record<string, string> {
  const rest = `${instanceUrl}/services/data/v{version}/`;
  return {
    rest,
    sobjects: `${rest}sobjects/`,
    query: `${rest}query/`,
    search: `${rest}search/`,
    recent: `${rest}recent/`,
    profile: `${instanceUrl}/${String(userId)}`,
    custom_domain: instanceUrl,
  };
}
