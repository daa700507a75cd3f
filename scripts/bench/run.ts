/**
 * `npm run bench -- match | match-scale | knows | knows-scale | knows-sample | needs | needs-sample | needs-scale | routing | week | notice | chaos | drift | malformed | install | devorg | backfill | idle | trickle [--json]`: each measure is a script of its own beside this
 * one, so that it runs alone too.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const folder = import.meta.dirname;
const [name = '', ...rest] = process.argv.slice(2);
const file = join(folder, `${name}.ts`);
if (/^[a-z-]+$/.test(name) && name !== 'run' && existsSync(file)) {
  process.exitCode = spawnSync(process.execPath, [file, ...rest], { stdio: 'inherit' }).status ?? 1;
} else {
  const names = readdirSync(folder).filter((entry) =>
    /^(?:match|knows|needs|routing|week|notice|api|chaos|drift|malformed|install|devorg|backfill|idle|trickle)(?:-scale|-sample|-networks|-calls)?\.ts$/.test(
      entry,
    ),
  );
  console.error(`which measure? One of: ${names.map((entry) => entry.replace('.ts', '')).join(', ')}`);
  process.exitCode = 2;
}
