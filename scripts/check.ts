/** `npm run check`: everything that can be said about the code without running it. All checks run, then all failures are named. */
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';

/** The longest first, so that the others run beside it. */
const CHECKS: readonly (readonly [name: string, script: string, ...args: string[]])[] = [
  ['lint', 'node_modules/eslint/bin/eslint.js', '.', '--max-warnings=0'],
  ['format', 'node_modules/prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.'],
  ['types', 'node_modules/typescript/bin/tsc', '--noEmit'],
  [
    'boundaries',
    'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs',
    '--config',
    '.dependency-cruiser.cjs',
    'src',
    'scripts',
    'test',
  ],
  ['unused', 'node_modules/knip/bin/knip.js'],
  ['metadata', 'scripts/check-metadata.ts'],
  ['generated docs', 'scripts/write-docs.ts', '--check'],
];

/** Runs a check; what it says comes in one piece, since another one runs beside it. */
function isFine([name, script, ...args]: (typeof CHECKS)[number]): Promise<boolean> {
  const from = Date.now();
  const said: Buffer[] = [];
  const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => said.push(chunk));
  return new Promise((resolve) => {
    child.on('close', (code) => {
      const seconds = ((Date.now() - from) / 1000).toFixed(1);
      process.stdout.write(
        `${Buffer.concat(said).toString()}${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)\n`,
      );
      resolve(code === 0);
    });
  });
}

const waiting = [...CHECKS];
const failed: string[] = [];
const lanes = Array.from({ length: Math.min(2, availableParallelism()) }, async () => {
  for (let check = waiting.shift(); check !== undefined; check = waiting.shift())
    if (!(await isFine(check))) failed.push(check[0]);
});
await Promise.all(lanes);

if (failed.length > 0) {
  process.stdout.write(`\nFailed: ${failed.join(', ')}\n`);
  process.exitCode = 1;
}
