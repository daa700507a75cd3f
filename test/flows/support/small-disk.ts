import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface SmallDisk {
  readonly folder: string;
  /** Leaves no more than so many bytes free. */
  fill(leaveBytes: number): void;
  /** Gives it more room; what is on it stays. */
  grow(megabytes: number): void;
  remove(): void;
}

/** A disk in memory of this size. @returns undefined where this process may not mount one. */
export function mountSmallDisk(megabytes: number): SmallDisk | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'baton-disk-'));
  const run = (...command: string[]): boolean => {
    const [file = '', ...args] = command;
    return spawnSync(file, args, { stdio: 'ignore' }).status === 0;
  };
  if (!run('mount', '-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder)) {
    rmSync(folder, { recursive: true });
    return undefined;
  }
  return {
    folder,
    fill: (leaveBytes) => {
      const { bavail, bsize } = statfsSync(folder);
      writeFileSync(join(folder, 'ballast'), Buffer.alloc(Math.max(0, bavail * bsize - leaveBytes)));
    },
    grow: (larger) => {
      if (!run('mount', '-o', `remount,size=${larger}m`, folder)) throw new Error(`${folder} could not be enlarged`);
    },
    remove: () => {
      run('umount', folder);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
