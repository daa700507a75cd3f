/**
 * `npm test`: every suite, one after the other, then one line that sums them up.
 * The panels need an older jest than the service (their stubs come with it), hence more than one run.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface JestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly numRuntimeErrorTestSuites: number;
}

interface Suite {
  readonly name: string;
  readonly config: string;
  readonly jest: string;
  readonly nodeOptions: readonly string[];
}

const MODULES = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
const SUITES: readonly Suite[] = [
  { name: 'service', config: 'jest.config.js', jest: 'node_modules/jest/bin/jest.js', nodeOptions: MODULES },
  { name: 'panels', config: 'jest.lwc.config.cjs', jest: panelJest(), nodeOptions: [] },
  { name: 'browser', config: 'jest.browser.config.js', jest: 'node_modules/jest/bin/jest.js', nodeOptions: MODULES },
];

/** The jest that sfdx-lwc-jest brings, if npm did not place it at the top. */
function panelJest(): string {
  const nested = 'node_modules/@salesforce/sfdx-lwc-jest/node_modules/jest/bin/jest.js';
  return existsSync(nested) ? nested : 'node_modules/jest/bin/jest.js';
}

function runSuite(suite: Suite, folder: string, extra: readonly string[]): JestReport {
  const reportFile = join(folder, `${suite.name}.json`);
  process.stdout.write(`\n── ${suite.name} ──\n`);
  const args = [
    ...suite.nodeOptions,
    suite.jest,
    '--config',
    suite.config,
    '--json',
    '--outputFile',
    reportFile,
    ...extra,
  ];
  // What is meant for this script is none of the tests' business: Baton refuses settings that it does not know.
  const env = { ...process.env };
  delete env['BATON_TEST_SUMMARY'];
  spawnSync(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'], env });
  if (existsSync(reportFile)) return JSON.parse(readFileSync(reportFile, 'utf8')) as JestReport;
  return { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, numRuntimeErrorTestSuites: 1 };
}

function main(): void {
  const only = process.argv.slice(2).filter((arg) => SUITES.some((suite) => suite.name === arg));
  const extra = process.argv.slice(2).filter((arg) => !only.includes(arg));
  const folder = mkdtempSync(join(tmpdir(), 'baton-test-'));
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const suite of SUITES) {
    if (only.length > 0 && !only.includes(suite.name)) continue;
    const report = runSuite(suite, folder, extra);
    sum.passed += report.numPassedTests;
    sum.failed += report.numFailedTests + report.numRuntimeErrorTestSuites;
    sum.skipped += report.numPendingTests + report.numTodoTests;
  }
  rmSync(folder, { recursive: true, force: true });
  const line = `${sum.passed} passed, ${sum.failed} failed${sum.skipped > 0 ? `, ${sum.skipped} skipped` : ''}`;
  // Continuous integration repeats this line after the static checks.
  const summaryFile = process.env['BATON_TEST_SUMMARY'];
  if (summaryFile !== undefined) writeFileSync(summaryFile, `${line}\n`);
  process.stdout.write(`\n${line}\n`);
  process.exitCode = sum.failed > 0 || sum.passed === 0 ? 1 : 0;
}

main();
