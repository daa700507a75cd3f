import type { InstallBox } from './install-box.ts';

/** What an admin reads: what is wrong, and what to do about it. */
export interface Word {
  readonly message: string;
  readonly actions: readonly string[];
}

/** One way to set things up wrongly. */
export interface WrongSetup {
  readonly name: string;
  /** Who finds it. */
  readonly command: 'baton init' | 'baton doctor' | 'baton sync';
  /** Makes it wrong and runs the command. @returns all that the command complains about */
  readonly run: (box: InstallBox) => Promise<readonly Word[]>;
  /** The cause that the message must name, and the fix. */
  readonly cause: RegExp;
  readonly fix: RegExp;
}

/** What a refused command says. */
export async function refusalOf(work: () => Promise<unknown>): Promise<readonly Word[]> {
  try {
    await work();
    return [];
  } catch (error) {
    if (!(error instanceof Error) || !('actions' in error)) throw error;
    return [{ message: error.message, actions: error.actions as readonly string[] }];
  }
}
