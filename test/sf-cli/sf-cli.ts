import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Where `docs/org-in-a-box.md` says to put it; `SF_CLI` names another `run.js`. */
const PLACES = [process.env['SF_CLI'], path.resolve('.baton/sf-cli/node_modules/@salesforce/cli/bin/run.js')];

/** The Salesforce CLI, where this machine has it. */
export const sfCli: string | undefined = PLACES.find((file) => file !== undefined && existsSync(file));

export interface CliAnswer {
  readonly status: number;
  /** What `--json` prints; the text, where it prints something else. */
  readonly json: {
    readonly status?: number;
    readonly name?: string;
    readonly message?: string;
    readonly result: never;
  };
  readonly text: string;
}

/** The real CLI with a home of its own, so that it neither sees nor changes the logins of whoever runs the tests. */
export class SfCli {
  readonly #home = mkdtempSync(path.join(tmpdir(), 'baton-sf-cli-'));

  /** Runs a command; one that fails is an answer too. */
  async run(args: readonly string[], options: { cwd?: string; env?: Record<string, string> } = {}): Promise<CliAnswer> {
    const env = {
      ...{ PATH: process.env['PATH'] ?? '', HOME: this.#home, CI: 'true', NO_COLOR: '1' },
      ...{ SF_DISABLE_TELEMETRY: 'true', SF_SKIP_NEW_VERSION_CHECK: 'true', SF_AUTOUPDATE_DISABLE: 'true' },
      ...{ SF_DISABLE_DNS_CHECK: 'true', SF_DOMAIN_RETRY: '0', SF_AUDIENCE_URL: 'https://login.salesforce.com' },
      ...{ SF_USE_GENERIC_UNIX_KEYCHAIN: 'true', SF_DISABLE_LOG_FILE: 'true' },
      ...options.env,
    };
    const cwd = options.cwd ?? this.#home;
    return await new Promise((resolve) => {
      const given = [sfCli ?? '', ...args];
      execFile(process.execPath, given, { cwd, env, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
        const status = typeof error?.code === 'number' ? error.code : error ? 1 : 0;
        resolve({ status, json: parsed(stdout), text: stdout + stderr });
      });
    });
  }

  /** Forgets all logins. */
  close(): void {
    rmSync(this.#home, { recursive: true, force: true });
  }
}

function parsed(text: string): CliAnswer['json'] {
  try {
    return JSON.parse(text) as CliAnswer['json'];
  } catch {
    return { result: undefined as never };
  }
}
