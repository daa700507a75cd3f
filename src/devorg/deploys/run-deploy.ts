import { keyRules } from '../client-apps/key-rules.ts';
import { refuseOwnKeys, withKeyRule } from '../client-apps/own-keys.ts';
import { inTransaction } from '../data/index.ts';
import { applyPackage } from '../metadata/apply-package.ts';
import { type ComponentName, componentOf, keyOf } from '../metadata/component-name.ts';
import type { PackageFile } from '../metadata/package-file.ts';
import type { PackageModel } from '../metadata/package-model.ts';
import { componentsOf, isLabels, labelNames, withFiles, withoutComponents } from '../metadata/package-source.ts';
import { type Problem, Problems } from '../metadata/problems.ts';
import { readModel } from '../metadata/read-force-app.ts';
import { storedSource } from '../metadata/stored-source.ts';
import type { Org } from '../org.ts';
import { checkApps } from './check-client-apps.ts';
import { completeApps, registerApps } from './client-apps.ts';
import { refusedDeletions, removeComponents } from './deletions.ts';
import { forgetDeleted } from './forget-deleted.ts';
import { type Incoming, type IncomingProblem, takeApart } from './incoming.ts';
import type { ZipFiles } from './zip.ts';

/** How it went with one component. */
export interface DeployMessage extends ComponentName {
  readonly fileName: string;
  readonly success: boolean;
  readonly created: boolean;
  readonly changed: boolean;
  readonly deleted: boolean;
  readonly problem?: string;
  readonly problemType?: 'Error' | 'Warning';
  readonly line?: number;
}

interface Plan {
  readonly before: readonly PackageFile[];
  readonly after: readonly PackageFile[];
  readonly incoming: Incoming;
  /** What is to be deleted and is there. */
  readonly deleted: readonly ComponentName[];
  /** What is to be deleted and is not there. */
  readonly missing: readonly ComponentName[];
}

/**
 * Deploys an archive of the Metadata API, all of it or nothing.
 * @param options.checkOnly finds out what would happen, and changes nothing
 * @returns one message a component, and one for each thing that stands against it
 */
export function runDeploy(org: Org, archive: ZipFiles, options: { readonly checkOnly: boolean }): DeployMessage[] {
  const plan = planOf(org, takeApart(archive));
  const problems = new Problems();
  const model = readModel(plan.after, problems);
  checkApps(org, plan.after, problems);
  refuseOwnKeys(plan.incoming.files, plan.before, keyRules(org).own, problems);
  const failures = [
    ...plan.incoming.problems.map(failureOf),
    ...refusedDeletions(org, plan.deleted).map(failureOf),
    ...problems.found.map((problem) => failureOf(placed(problem, plan.incoming))),
  ];
  const failed = new Set(failures.map(keyOf));
  const successes = successesOf(plan).filter((message) => !failed.has(keyOf(message)));
  if (failures.length === 0 && !options.checkOnly) apply(org, plan, model);
  return [...failures, ...successes];
}

function planOf(org: Org, incoming: Incoming): Plan {
  const { deletedBefore, deletedAfter, files } = incoming;
  const before = org.source;
  const known = new Set(componentsWithLabels(before));
  const wanted = [...deletedBefore, ...deletedAfter];
  const without = forgetDeleted(withoutComponents(before, deletedBefore), deletedBefore);
  const whole = completeApps(withKeyRule(withFiles(without, files), before, keyRules(org).own), before);
  return {
    before,
    after: forgetDeleted(withoutComponents(whole, deletedAfter), deletedAfter),
    incoming,
    deleted: wanted.filter((name) => known.has(keyOf(name))),
    missing: wanted.filter((name) => !known.has(keyOf(name))),
  };
}

function componentsWithLabels(files: readonly PackageFile[]): string[] {
  const labels = files.filter(isLabels).flatMap((file) => labelNames(file));
  return [...componentsOf(files).keys(), ...labels.map((fullName) => keyOf({ type: 'CustomLabel', fullName }))];
}

/** Where a problem of the whole belongs: to a component that comes, or to one that is there and no longer fits. */
function placed({ file, reason, line }: Problem, incoming: Incoming): IncomingProblem {
  const name = componentOf(file) ?? { type: '', fullName: file };
  const component = incoming.components.find((one) => keyOf(one) === keyOf(name));
  if (component) return { ...component, reason, ...(line !== undefined && { line }) };
  return { ...name, fileName: file, reason: `${reason} (in the org already; it would no longer hold together)` };
}

function failureOf({ type, fullName, fileName, reason, line }: IncomingProblem): DeployMessage {
  return {
    ...{ type, fullName, fileName, success: false, created: false, changed: false, deleted: false },
    ...{ problem: reason, problemType: 'Error', line: line ?? 1 },
  };
}

function successesOf(plan: Plan): DeployMessage[] {
  const known = componentsOf(plan.before);
  const [before, after] = [contents(plan.before), contents(plan.after)];
  const added = plan.incoming.components.map((component): DeployMessage => {
    const key = keyOf(component);
    const created = !known.has(key);
    return {
      ...component,
      success: true,
      created,
      changed: created || before.get(key) !== after.get(key),
      deleted: false,
    };
  });
  const rest = { fileName: 'destructiveChanges.xml', success: true, created: false };
  return [
    ...added,
    ...plan.deleted.map((name) => ({ ...name, ...rest, changed: true, deleted: true })),
    ...plan.missing.map((name): DeployMessage => {
      const problem = `No ${name.type} named: ${name.fullName} found`;
      return { ...name, ...rest, changed: false, deleted: false, problem, problemType: 'Warning' };
    }),
  ];
}

/** What stands in the files of each component, to see whether it changes. */
function contents(files: readonly PackageFile[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const { path, content } of files) {
    const name = componentOf(path);
    if (name) found.set(keyOf(name), `${found.get(keyOf(name)) ?? ''}${path}\n${content.toString('base64')}\n`);
  }
  return found;
}

function apply(org: Org, { before, after, incoming, deleted }: Plan, model: PackageModel): void {
  const stored = storedSource(org.database);
  const known = componentsOf(before);
  // Policies come into being with the app that they are for.
  const made = [...componentsOf(after).keys()].filter((key) => !known.has(key));
  const byApi = new Set([...componentsOf(stored.all()).keys(), ...incoming.components.map(keyOf), ...made]);
  const changed = new Set([...incoming.components.map(keyOf), ...changedSets(before, after)]);
  inTransaction(org.database, () => {
    removeComponents(org, deleted);
    applyPackage(org, after, model, (type, name) => changed.has(keyOf({ type, fullName: name })));
    registerApps(org, before, after);
    stored.keep(
      after.filter(({ path }) => {
        const name = componentOf(path);
        return name !== undefined && byApi.has(keyOf(name));
      }),
    );
  });
}

/** Permission sets that lose entries because what they name is deleted. */
function changedSets(before: readonly PackageFile[], after: readonly PackageFile[]): string[] {
  const old = contents(before);
  return [...contents(after)].filter(([key, text]) => old.get(key) !== text).map(([key]) => key);
}
