import { existsSync, readFileSync } from 'node:fs';
import { Script } from 'node:vm';

import { describe, expect, test } from '@jest/globals';

interface Instruction {
  readonly name: string;
  readonly args: string;
}

/** Instructions of a Dockerfile, continued lines joined, comments left out. */
function instructions(file: string): Instruction[] {
  const text = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .join('\n')
    .replaceAll(/\\\n\s*/g, '');
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [name = '', ...rest] = line.split(' ');
      return { name, args: rest.join(' ') };
    });
}

const docker = instructions('Dockerfile');
const argsOf = (name: string): string[] => docker.filter((one) => one.name === name).map(({ args }) => args);

/** The last stage: what runs. */
const finalStage = docker.slice(docker.map(({ name }) => name).lastIndexOf('FROM'));

describe('the image', () => {
  test('is made of known instructions only, on Node 24 slim', () => {
    const known = ['FROM', 'WORKDIR', 'COPY', 'RUN', 'ENV', 'USER', 'VOLUME', 'EXPOSE', 'STOPSIGNAL', 'HEALTHCHECK'];
    const names = new Set([...known, 'ENTRYPOINT', 'CMD']);
    expect(docker.filter(({ name }) => !names.has(name))).toEqual([]);
    expect(argsOf('FROM')).toEqual(['node:24-slim AS packages', 'node:24-slim']);
  });

  test('runs as a user who is not root, set after the last step that needs rights', () => {
    const names = finalStage.map(({ name }) => name);
    expect(finalStage.find(({ name }) => name === 'USER')?.args).toBe('node');
    expect(names.indexOf('USER')).toBeGreaterThan(names.lastIndexOf('RUN'));
    expect(names.indexOf('USER')).toBeGreaterThan(names.lastIndexOf('COPY'));
  });

  test('holds no development packages, runs no install scripts and takes no secret', () => {
    const [install] = argsOf('RUN');
    for (const option of ['npm ci', '--omit=dev', '--ignore-scripts']) expect(install).toContain(option);
    const text = readFileSync('Dockerfile', 'utf8');
    expect(text).not.toMatch(/^ARG|BATON_(CLIENT_ID|USERNAME|PRIVATE_KEY_FILE)|DATABASE_URL=|curl|wget|ADD /m);
  });

  test('copies files that exist and that .dockerignore lets through, and no org in a box', () => {
    const ignore = readFileSync('.dockerignore', 'utf8').split('\n');
    const copied = argsOf('COPY').filter((args) => !args.startsWith('--from'));
    for (const args of copied) {
      for (const source of args.split(' ').slice(0, -1)) {
        expect({ source, exists: existsSync(source) }).toEqual({ source, exists: true });
        expect(ignore).toContain(`!${source.replace(/\/$/, '')}`);
      }
    }
    expect(ignore[ignore.indexOf('*')]).toBe('*');
    expect(ignore.indexOf('src/devorg')).toBeGreaterThan(ignore.indexOf('!src'));
  });

  test('asks /healthz of itself, in a script that parses', () => {
    const [health] = argsOf('HEALTHCHECK');
    const command = JSON.parse(/CMD (\[.*\])$/.exec(health!)![1]!) as string[];
    expect(command.slice(0, 2)).toEqual(['node', '-e']);
    expect(() => new Script(command[2]!)).not.toThrow();
    expect(command[2]).toContain('/healthz');
  });

  test('starts what package.json starts', () => {
    expect(JSON.parse(argsOf('ENTRYPOINT')[0]!)).toEqual(['node', 'src/main.ts']);
    const { bin } = JSON.parse(readFileSync('package.json', 'utf8')) as { bin: { baton: string } };
    expect(bin.baton).toBe('src/main.ts');
  });
});

describe('compose.yaml', () => {
  const text = readFileSync('compose.yaml', 'utf8');
  const service = text.slice(text.indexOf('  baton:'), text.indexOf('\n  database:'));

  test('runs the service with a read-only file system and without capabilities', () => {
    for (const line of ['read_only: true', 'cap_drop: [ALL]', 'no-new-privileges:true', 'init: true']) {
      expect(service).toContain(line);
    }
  });

  test('publishes health to this machine alone and the database to nobody', () => {
    expect(text.match(/ports:.*/g)).toEqual(["ports: ['127.0.0.1:8080:8080']"]);
  });

  test('holds no password', () => {
    expect(text.match(/PASSWORD: .*/g)).toEqual(['PASSWORD: ${BATON_DATABASE_PASSWORD:?set it in .env}']);
    expect(text).not.toMatch(/baton:[^$@]+@database/);
  });

  test('names the version of this package', () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect(service).toContain(`image: baton:${version}`);
  });
});

describe('the systemd unit', () => {
  const unit = readFileSync('docs/systemd/baton.service', 'utf8');
  const value = (key: string): string[] =>
    [...unit.matchAll(new RegExp(`^${key}=(.*)$`, 'gm'))].map(([, found]) => found!);

  test('runs as its own user with a read-only system, and stops in order', () => {
    expect(value('User')).toEqual(['baton']);
    expect(value('ProtectSystem')).toEqual(['strict']);
    expect(value('NoNewPrivileges')).toEqual(['yes']);
    expect(value('KillSignal')).toEqual(['SIGTERM']);
    expect(value('StateDirectory')).toEqual(['baton']);
  });

  test('does not start again what a wrong configuration ended, and hands the key over as a credential', () => {
    expect(value('RestartPreventExitStatus')).toEqual(['2']);
    expect(value('LoadCredential')).toEqual(['key.pem:/etc/baton/key.pem']);
    expect(unit).not.toMatch(/BATON_(USERNAME|CLIENT_ID)|DATABASE_URL/);
  });
});
