/** `npm run check`: everything that can be said about the code without running it. All checks run, then all failures are named. */
import { spawnSync } from 'node:child_process';

const CHECKS: readonly (readonly [name: string, script: string, ...args: string[]])[] = [
  ['format', 'node_modules/prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.'],
  ['types', 'node_modules/typescript/bin/tsc', '--noEmit'],
  ['lint', 'node_modules/eslint/bin/eslint.js', '.', '--max-warnings=0'],
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

const failed = CHECKS.filter(([name, script, ...args]) => {
  const from = Date.now();
  const result = spawnSync(process.execPath, [script, ...args], { stdio: 'inherit' });
  const isFine = result.status === 0;
  process.stdout.write(`${isFine ? 'ok    ' : 'FAILED'} ${name} (${((Date.now() - from) / 1000).toFixed(1)} s)\n`);
  return !isFine;
});

if (failed.length > 0) {
  process.stdout.write(`\nFailed: ${failed.map(([name]) => name).join(', ')}\n`);
  process.exitCode = 1;
}
