import { properName } from '../words/company-name.ts';
import type { Customer } from './customer.ts';
import { drawCustomer, type Drawing, drawShowcase } from './draw-customer.ts';
import { drawFamily, type Family } from './families.ts';
import { Register } from './register.ts';

/** Draws customers one after another, the showcase first, until they have exactly this many accounts. */
export function* customersOf(drawing: Drawing, accounts: number): Generator<Customer, void> {
  const showcase = drawShowcase(drawing);
  yield showcase;
  let room = accounts - showcase.accounts.length;
  const register = new Register();
  let number = 1;
  for (let familyNumber = 1; room > 0; familyNumber++) {
    const family = drawNewFamily(drawing.seed, familyNumber, register);
    let head: Customer | undefined;
    for (const member of family.members) {
      if (room <= 0) return;
      const customer = drawCustomer(drawing, { number, family, member, head, room });
      yield customer;
      head ??= customer;
      room -= customer.accounts.length;
      number += 1;
    }
  }
}

const ATTEMPTS = 6;

/** A court enters no firm under a name that another has in the same town; elsewhere it may. */
function drawNewFamily(seed: number, number: number, register: Register): Family {
  let family = drawFamily(seed, number);
  for (let attempt = 1; attempt < ATTEMPTS && !isNew(family, register); attempt++)
    family = drawFamily(seed, number, attempt);
  return family;
}

function isNew({ members }: Family, register: Register): boolean {
  const [head] = members;
  return head === undefined || register.claim(`${properName(head.name)} ${head.city.name}`);
}
