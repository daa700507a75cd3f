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
  readonly version?: string;
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

function main(): void {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    packages: Record<string, LockedPackage>;
  };
  const wrong: string[] = [];
  for (const [path, { dev, devOptional, optional, version }] of Object.entries(packages)) {
    if (path === '' || dev === true || devOptional === true || optional === true) continue;
    const manifest = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')) as Manifest;
    const named = licenceOf(manifest);
    const licence = named === '' || /^SEE LICEN/i.test(named) ? fromText(path) : named;
    const line = `${manifest.name ?? path}@${version ?? manifest.version ?? ''}`;
    process.stdout.write(`${line.padEnd(56)} ${licence === '' ? 'none' : licence}\n`);
    if (!isFitting(licence)) wrong.push(`${line}: ${licence === '' ? 'names no licence' : licence}`);
  }
  for (const line of wrong) process.stderr.write(`not known to fit: ${line}\n`);
  if (wrong.length > 0) process.exitCode = 1;
}

main();
