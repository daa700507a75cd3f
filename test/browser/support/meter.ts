import type { Locator, Page } from 'playwright-core';

/** What every tap, every scroll and every field costs a person, in seconds. */
const SECONDS_EACH = 1.2;

/** What is left of a phone's screen between the bars of the Salesforce app. */
export const PHONE_APP = { width: 390, height: 664 };

/** Uses a page as a thumb does, and counts what that takes: what is not in sight costs scrolls first. */
export class Meter {
  readonly #page: Page;
  taps = 0;
  scrolls = 0;
  fields = 0;

  constructor(page: Page) {
    this.#page = page;
  }

  get seconds(): number {
    return (this.taps + this.scrolls + this.fields) * SECONDS_EACH;
  }

  async tap(target: Locator): Promise<void> {
    await this.#bringIntoSight(target);
    await target.tap();
    this.taps++;
  }

  /** A tap into the field, and the typing. */
  async type(target: Locator, text: string): Promise<void> {
    await this.tap(target);
    await target.fill(text);
    this.fields++;
  }

  /** A flick moves half a screen up or down, until all of the target is in sight. */
  async #bringIntoSight(target: Locator): Promise<void> {
    await target.waitFor();
    for (let flicks = 0; flicks < 40; flicks++) {
      const distance = await this.#distanceTo(target);
      if (distance === 0) return;
      this.scrolls++;
      const flick = (await this.#height()) / 2;
      await this.#page.mouse.wheel(0, Math.sign(distance) * Math.min(flick, Math.abs(distance)));
      await this.#page.waitForTimeout(50);
    }
    throw new Error('The target never comes into sight');
  }

  /** Pixels by which the target lies below the screen, negative above it, 0 when all of it is in sight. */
  async #distanceTo(target: Locator): Promise<number> {
    const box = await target.boundingBox();
    if (box === null) throw new Error('The target is not drawn');
    const below = box.y + box.height - (await this.#height());
    if (box.y < 0) return Math.floor(box.y);
    return below > 0 ? Math.ceil(below) : 0;
  }

  async #height(): Promise<number> {
    return await this.#page.evaluate<number>('innerHeight');
  }
}
