/**
 * `npm run licences`: every production package with its licence, one a line. Fails on a licence that is not known to fit
 * Apache-2.0, and on a package that names none.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Licences that ask for no more than being named. */
const FITTING = new Set([
  ...[
    'MIT',
    'ISC',
    'Apache-2.0',
    'BSD-2-Clause',
    'BSD-3-Clause',
    '0BSD',
    'MIT-0',
    'Unlicense',
    'CC0-1.0',
    'PostgreSQL',
  ],
  ...['BlueOak-1.0.0', 'Python-2.0', 'CC-BY-3.0', 'CC-BY-4.0', 'WTFPL', 'Zlib'],
]);

interface LockedPackage {
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly optional?: boolean;
}

interface Manifest {
  readonly name?: string;
  readonly version?: string;
  readonly license?: string | { readonly type?: string };
  readonly licenses?: readonly { readonly type?: string }[];
}

function licenceOf({ license, licenses }: Manifest): string {
  if (typeof license === 'string') return license;
  return license?.type ?? licenses?.map(({ type }) => type ?? '').join(' OR ') ?? '';
}

/** `(MIT OR GPL-3.0)` leaves the choice, `MIT AND CC-BY-3.0` asks for both. */
function isFitting(expression: string): boolean {
  const bare = expression.replace(/[()]/g, '').trim();
  return bare.split(/\s+OR\s+/).some((choice) => choice.split(/\s+AND\s+/).every((name) => FITTING.has(name.trim())));
}

function textOfLicence(folder: string): string {
  const file = readdirSync(folder).find((name) => /^licen[sc]e/i.test(name));
  return file === undefined ? '' : readFileSync(join(folder, file), 'utf8');
}

/** Packages that name their licence in a file alone, as people have read it. */
function fromText(folder: string): string {
  const text = textOfLicence(folder);
  if (/Permission is hereby granted, free of charge/.test(text)) return 'MIT';
  if (/Apache License\s+Version 2\.0/.test(text)) return 'Apache-2.0';
  if (/Redistribution and use in source and binary forms/.test(text)) {
    return /Neither the name/.test(text) ? 'BSD-3-Clause' : 'BSD-2-Clause';
  }
  return '';
}

/** One package that goes into the image. */
interface Shipped {
  readonly name: string;
  readonly licence: string;
}

function shippedPackages(): Shipped[] {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    packages: Record<string, LockedPackage>;
  };
  return Object.entries(packages)
    .filter(([path, { dev, devOptional, optional }]) => path !== '' && !(dev ?? devOptional ?? optional ?? false))
    .map(([path]) => toShipped(path));
}

function toShipped(path: string): Shipped {
  const manifest = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')) as Manifest;
  const named = licenceOf(manifest);
  const licence = named === '' || /^SEE LICEN/i.test(named) ? fromText(path) : named;
  return { name: `${manifest.name ?? path}@${manifest.version ?? ''}`, licence: licence === '' ? 'none' : licence };
}

const shipped = shippedPackages();
for (const { name, licence } of shipped) process.stdout.write(`${name.padEnd(56)} ${licence}\n`);
const wrong = shipped.filter(({ licence }) => !isFitting(licence));
for (const { name, licence } of wrong) process.stderr.write(`not known to fit: ${name}: ${licence}\n`);
if (wrong.length > 0) process.exitCode = 1;
