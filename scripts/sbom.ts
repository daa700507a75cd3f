/**
 * `npm run sbom`: what the production image is made of, as CycloneDX, to standard output; made anew each time from what is
 * installed. Development packages are left out; `-- --all` takes them in.
 */
import { spawnSync } from 'node:child_process';

const all = process.argv.includes('--all');
const args = ['sbom', '--sbom-format', 'cyclonedx', ...(all ? [] : ['--omit', 'dev', '--omit', 'optional'])];
const { status } = spawnSync('npm', args, { stdio: ['ignore', 'inherit', 'inherit'] });
process.exitCode = status ?? 1;
