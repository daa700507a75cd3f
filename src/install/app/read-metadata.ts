import { XMLParser } from 'fast-xml-parser';

import { callHttp } from '../../crm/http.ts';
import type { AdminOrg } from '../admin-org.ts';

const TIMEOUT_MS = 60_000;
const parser = new XMLParser({ removeNSPrefix: true, parseTagValue: false, ignoreAttributes: true });

/**
 * The consumer key as the app's metadata tells it; `undefined` where it does not. Metadata are read by SOAP only. The
 * answer may hold the consumer secret too: it is dropped here and goes nowhere.
 */
export async function keyByMetadata({ rest }: AdminOrg, appName: string): Promise<string | undefined> {
  const { accessToken, instanceUrl } = await rest.session.current();
  const reply = await callHttp(
    {
      method: 'POST',
      url: `${instanceUrl}/services/Soap/m/${rest.apiVersion}`,
      headers: { 'content-type': 'text/xml; charset=UTF-8', soapaction: '""' },
      body: envelope(accessToken, 'ExtlClntAppGlobalOauthSettings', `${appName}_Global`),
    },
    TIMEOUT_MS,
  );
  if (reply.status !== 200 || typeof reply.body !== 'string') return undefined;
  const found = /<(?:\w+:)?consumerKey>/.test(reply.body) ? keyIn(parser.parse(reply.body)) : undefined;
  return found === '' ? undefined : found;
}

function envelope(session: string, type: string, name: string): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<env:Envelope xmlns:env="http://schemas.xmlsoap.org/soap/envelope/" xmlns:met="http://soap.sforce.com/2006/04/metadata">',
    `<env:Header><met:SessionHeader><met:sessionId>${session}</met:sessionId></met:SessionHeader></env:Header>`,
    `<env:Body><met:readMetadata><met:type>${type}</met:type><met:fullNames>${name}</met:fullNames></met:readMetadata></env:Body>`,
    '</env:Envelope>',
  ].join('');
}

function keyIn(node: unknown): string | undefined {
  if (typeof node !== 'object' || node === null) return undefined;
  for (const [name, value] of Object.entries(node)) {
    if (name === 'consumerKey' && typeof value === 'string') return value;
    const below = keyIn(value);
    if (below !== undefined) return below;
  }
  return undefined;
}
