import { nextNumber } from '../data/index.ts';
import type { Org } from '../org.ts';
import type { Field, SObject } from '../schema.ts';

/** The next value of an auto-number field in its format: `REL-{0000}` gives `REL-0001`; also `{YYYY}`, `{MM}`, `{DD}`. */
export function nextAutoNumber(org: Org, object: SObject, field: Field): string {
  const number = String(nextNumber(org, `number ${object.name}.${field.name}`));
  const day = new Date(org.clock.now()).toISOString();
  return (field.autoNumber?.displayFormat ?? '{0}').replace(/\{(0+|YYYY|YY|MM|DD)\}/g, (_whole, part: string) => {
    if (part === 'YYYY') return day.slice(0, 4);
    if (part === 'YY') return day.slice(2, 4);
    if (part === 'MM') return day.slice(5, 7);
    if (part === 'DD') return day.slice(8, 10);
    return number.padStart(part.length, '0');
  });
}
