import type { Finding, Level } from './finding.ts';

const marks: Readonly<Record<Level, string>> = { ok: 'ok  ', hint: 'hint', fault: 'FIX ' };

function count(findings: readonly Finding[], level: Level): number {
  return findings.filter((finding) => finding.level === level).length;
}

function sum(findings: readonly Finding[]): string {
  const faults = count(findings, 'fault');
  const hints = count(findings, 'hint');
  const rest = hints === 0 ? '' : `; ${String(hints)} ${hints === 1 ? 'hint' : 'hints'}`;
  if (faults === 0) return `Baton can work${rest}.`;
  return `${String(faults)} ${faults === 1 ? 'thing' : 'things'} to mend before Baton can work${rest}.`;
}

/** Findings for a person: one line each, what to do below it, and the sum at the end. */
export function renderFindings(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ area }) => area.length), 0);
  const lines = findings.flatMap(({ area, level, message, actions }) => [
    `${marks[level]}  ${area.padEnd(width)}  ${message}`,
    ...actions.map((action) => `${' '.repeat(width + 8)}→ ${action}`),
  ]);
  return [...lines, '', sum(findings), ''].join('\n');
}

/** Findings for a machine: one line of JSON. */
export function renderFindingsAsJson(findings: readonly Finding[]): string {
  const faults = count(findings, 'fault');
  return `${JSON.stringify({ ok: faults === 0, faults, hints: count(findings, 'hint'), findings })}\n`;
}
