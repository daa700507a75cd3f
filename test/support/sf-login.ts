/**
 * Does what `sf org login access-token` does, in a process of its own: the library behind `sf` keeps the login in the
 * home folder. Arguments: instance URL, alias; the token comes in SF_ACCESS_TOKEN.
 */
import { AuthInfo } from '@salesforce/core';

const [, , instanceUrl = '', alias = ''] = process.argv;
const accessToken = process.env['SF_ACCESS_TOKEN'] ?? '';
const authInfo = await AuthInfo.create({ accessTokenOptions: { accessToken, instanceUrl, loginUrl: instanceUrl } });
await authInfo.save();
await authInfo.handleAliasAndDefaultSettings({ alias, setDefault: false, setDefaultDevHub: false });
