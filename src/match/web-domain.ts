import { getDomain } from 'tldts';

/** Mail providers and hosts where anybody may have an address or a page: they say nothing about the company. */
const SHARED_HOSTS: ReadonlySet<string> = new Set(
  (
    'gmail googlemail yahoo ymail rocketmail hotmail outlook live msn aol icloud me mac gmx web t-online freenet mail ' +
    'inbox yandex ya rambler bk list proton protonmail pm zoho fastmail hushmail tutanota orange wanadoo free laposte sfr ' +
    'neuf libero virgilio tiscali alice btinternet btopenworld sky talktalk virginmedia ntlworld comcast verizon att ' +
    'sbcglobal bellsouth cox charter earthlink optonline rogers shaw telus bigpond optusnet qq 163 126 sina sohu naver ' +
    'daum hanmail rediffmail uol bol terra ig seznam centrum wp onet interia o2 abv bluewin hispeed telenet skynet ' +
    'facebook linkedin twitter instagram youtube xing wikipedia blogspot wordpress tumblr google wix weebly jimdo ' +
    'sites business yelp tripadvisor example test'
  ).split(' '),
);

/** The registrable domain of a web address or mail address ("www.acme.co.uk/x" → "acme.co.uk"); undefined where it says nothing. */
export function webDomain(address: string): string | undefined {
  const trimmed = address.trim().toLowerCase();
  const host = trimmed.includes('@') ? trimmed.slice(trimmed.lastIndexOf('@') + 1) : trimmed;
  const domain = getDomain(host);
  if (domain === null) return undefined;
  return isSharedHost(domain) ? undefined : domain;
}

/** Whether a domain belongs to a consumer mail provider or a host of everybody's pages. */
export function isSharedHost(domain: string): boolean {
  return SHARED_HOSTS.has(domain.slice(0, domain.indexOf('.')));
}

/** A mail address without case and blanks, or undefined where it is none. */
export function readEmail(text: string): string | undefined {
  const found = /[^\s<>"',;:@]+@[^\s<>"',;:@]+\.[^\s<>"',;:@]+/.exec(text.trim().toLowerCase());
  return found?.[0];
}
