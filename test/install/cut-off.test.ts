import { afterAll, describe, expect, test } from '@jest/globals';

import { ConnectedApps } from '../../src/devorg/connected-apps.ts';
import type { AdminOrg } from '../../src/install/admin-org.ts';
import { prepareRotation } from '../../src/install/rotate-key.ts';
import { planOf, runSteps, type Step } from '../../src/install/step.ts';
import { prepareUninit } from '../../src/install/uninit.ts';
import { cutOff, Killed } from './support/cut-off.ts';
import { type InstallBox, installBox } from './support/install-box.ts';
import { orgState } from './support/org-state.ts';
import { smallPackage } from './support/small-package.ts';

const silent = { started: () => undefined, done: () => undefined };

const small = smallPackage();
afterAll(small.remove);

type Steps = (box: InstallBox, org: AdminOrg) => Promise<readonly Step[]>;

const init: Steps = async (box, org) => (await box.prepare({ org })).steps;

const uninit: Steps = (box, org) =>
  Promise.resolve(
    prepareUninit({
      ...{ org, forceApp: small.forceApp, root: box.root, settingsFile: box.settingsFile, say: () => undefined },
      factsPlace: { folder: `${box.folder}/data` },
    }).steps,
  );

const rotate: Steps = (box, org) => {
  const ladder = { ask: () => Promise.resolve(undefined), patienceMs: 0, pauseMs: 1 };
  const { steps, finish } = prepareRotation({
    ...{ org, apiVersion: '66.0', root: box.root, settingsFile: box.settingsFile, ladder, say: () => undefined },
  });
  return Promise.resolve([...steps, ...finish]);
};

async function withBox<Result>(work: (box: InstallBox) => Promise<Result>, forceApp = small.forceApp): Promise<Result> {
  const box = await installBox({ forceApp });
  try {
    return await work(box);
  } finally {
    await box.close();
  }
}

/** Cuts each write of some work off, once before and once after the org has done it, and does the work again. */
async function cutEachWrite(prepare: (box: InstallBox) => Promise<unknown>, work: Steps): Promise<number> {
  const wanted = await withBox(async (box) => {
    await prepare(box);
    const counted = cutOff(await box.open(), Number.POSITIVE_INFINITY, 'after');
    await runSteps(await work(box, counted.org), silent);
    return { state: orgState(box.org), writes: counted.writes() };
  });
  for (let at = 1; at <= wanted.writes; at += 1) {
    for (const when of ['before', 'after'] as const) {
      await withBox(async (box) => {
        await prepare(box);
        const cut = cutOff(await box.open(), at, when);
        await expect(work(box, cut.org).then((steps) => runSteps(steps, silent))).rejects.toThrow(Killed);
        await runSteps(await work(box, await box.open()), silent);
        expect({ at, when, ...orgState(box.org) }).toEqual({ at, when, ...wanted.state });
      });
    }
  }
  return wanted.writes;
}

describe('an installation that is killed at any write and started again', () => {
  test('ends as one that was not, with nothing made twice', async () => {
    expect(await cutEachWrite(() => Promise.resolve(), init)).toBeGreaterThanOrEqual(7);
  }, 600_000);

  test('has nothing left to do after that, with the whole package', async () => {
    await withBox(async (box) => {
      await expect(
        init(box, cutOff(await box.open(), 4, 'after').org).then((steps) => runSteps(steps, silent)),
      ).rejects.toThrow(Killed);
      const steps = await init(box, await box.open());
      await runSteps(steps, silent);
      const plan = await planOf(await init(box, await box.open()));
      expect(plan.flatMap(({ changes }) => changes).filter(({ kind }) => kind !== 'keep')).toEqual([]);
    }, 'force-app');
  });
});

test('a removal that is killed at any write and started again ends as one that was not', async () => {
  expect(await cutEachWrite((box) => box.init(), uninit)).toBeGreaterThanOrEqual(4);
}, 600_000);

test('a change of the key that is killed at any write leaves a way in at each moment, and ends with one', async () => {
  await cutEachWrite((box) => box.init(), rotate);
  await withBox(async (box) => {
    await box.init();
    for (const when of ['before', 'after'] as const) {
      await expect(
        rotate(box, cutOff(await box.open(), 1, when).org).then((steps) => runSteps(steps, silent)),
      ).rejects.toThrow(Killed);
      expect(new ConnectedApps(box.org).all().length).toBeGreaterThanOrEqual(1);
    }
  });
}, 600_000);
