import { z } from 'zod';

import { timestamp } from '../../data/index.ts';
import { effect, type EffectKind } from '../effect.ts';

/**
 * A transaction that began some seconds ago commits now: the row appears with the stamp of the beginning, behind what
 * readers have seen already.
 */
const lateCommit = effect('lateCommit', 'row', { seconds: z.number().min(1).max(3600).default(60) }, ({ seconds }) => ({
  strike: (saving) => {
    saving.stamp = timestamp(saving.org.clock.now() - seconds * 1000);
  },
}));

/** All rows of some seconds carry one stamp, as those of a mass update do. */
const sameStamp = effect('sameStamp', 'row', { seconds: z.number().int().min(1).default(10) }, ({ seconds }) => ({
  strike: (saving) => {
    const span = seconds * 1000;
    saving.stamp = timestamp(Math.floor(saving.org.clock.now() / span) * span);
  },
}));

export const stampFaults: readonly EffectKind[] = [lateCommit, sameStamp];
