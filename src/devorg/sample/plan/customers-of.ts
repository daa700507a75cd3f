import type { Customer } from './customer.ts';
import { drawCustomer, type Drawing, drawShowcase } from './draw-customer.ts';
import { drawFamily } from './families.ts';

/** Draws customers one after another, the showcase first, until they have exactly this many accounts. */
export function* customersOf(drawing: Drawing, accounts: number): Generator<Customer, void> {
  const showcase = drawShowcase(drawing);
  yield showcase;
  let room = accounts - showcase.accounts.length;
  let number = 1;
  for (let familyNumber = 1; room > 0; familyNumber++) {
    const family = drawFamily(drawing.seed, familyNumber);
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
