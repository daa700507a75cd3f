/**
 * Malformed HTTP requests and configurations: `npm run bench -- malformed [count] [--json]`, 100,000 of each by default.
 * Fails where one of them crashed something, told what it should not, or cost lasting memory.
 */
import { configStorm, requestStorm } from '../../test/http/support/storm.ts';

const count = Number(process.argv.slice(2).find((arg) => /^\d+$/.test(arg)) ?? 100_000);
/** Bytes by which the heap may differ between a tenth of the way and the end. */
const FLAT = 8_000_000;
const SEED = 20_261_122;

const began = performance.now();
const requests = await requestStorm(count, SEED);
const configurations = await configStorm(count, SEED);
const growth = [requests, configurations].map(({ heapEarly, heapLate }) => heapLate - heapEarly);
const result = {
  requests: requests.sent,
  answered: requests.answered,
  byStatus: requests.byStatus,
  leaks: requests.leaks.length + configurations.faults.length,
  errors: requests.errors.length,
  configurations: configurations.read,
  refused: configurations.refused,
  heapGrowthBytes: growth,
  seconds: Math.round((performance.now() - began) / 1000),
};
process.stdout.write(
  process.argv.includes('--json')
    ? `${JSON.stringify(result)}\n`
    : Object.entries(result)
        .map(([name, value]) => `${name.padEnd(16)} ${JSON.stringify(value)}\n`)
        .join(''),
);
for (const text of [...requests.leaks, ...requests.errors, ...configurations.faults]) process.stderr.write(`${text}\n`);
if (result.leaks + result.errors > 0 || growth.some((bytes) => bytes > FLAT)) process.exitCode = 1;
