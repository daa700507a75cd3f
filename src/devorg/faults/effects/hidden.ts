import { z } from 'zod';

import { addVeil } from '../../access/veil.ts';
import { effect, type EffectKind } from '../effect.ts';

/** Field-level security takes a field away, or an admin deletes it: `Account.Website`. */
const hideField = effect('hideField', 'standing', { field: z.string().regex(/^\w+\.\w+$/) }, ({ field: path }) => ({
  begin: ({ org }, isHit) => {
    const [object = '', field = ''] = path.split('.');
    return addVeil(org, { object, field, hides: isHit });
  },
}));

/** The object is not there: a feature is off, or the right to read it is gone. */
const hideObject = effect('hideObject', 'standing', { object: z.string().min(1) }, ({ object }) => ({
  begin: ({ org }, isHit) => addVeil(org, { object, hides: isHit }),
}));

export const hiddenThings: readonly EffectKind[] = [hideField, hideObject];
