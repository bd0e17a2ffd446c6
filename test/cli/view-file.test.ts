import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createFileViewer } from '../../src/cli/console.ts';
import { aFolder } from '../support/builders.ts';

/** A program that writes down what it was given, and what it can read there. */
function aViewer() {
  const folder = aFolder();
  const [program, seen] = [join(folder, 'viewer'), join(folder, 'seen')];
  writeFileSync(
    program,
    `#!/bin/sh\n{ printf '%s\\n' "$#" "$1" "$POSKO_KEY"; cat "$1"; } > ${seen}.new\nmv ${seen}.new ${seen}\n`,
  );
  chmodSync(program, 0o700);
  const told = () =>
    vi.waitUntil(() => existsSync(seen) && readFileSync(seen, 'utf8').split('\n'), 10_000);
  return { program, told };
}

test('a file is shown from a private copy, without a shell or Posko’s secrets', async () => {
  vi.stubEnv('POSKO_KEY', 'ab'.repeat(32));
  vi.stubEnv('XDG_RUNTIME_DIR', aFolder());
  onTestFinished(() => void vi.unstubAllEnvs());
  const { program, told } = aViewer();
  const show = createFileViewer(program);
  const name = 'berkas; touch jahat $(id).jpg';
  expect(await show(name, Buffer.from('bytes of a picture'))).toBe(true);
  const [count, path = '', key, content] = await told();
  expect([count, key, content]).toEqual(['1', '', 'bytes of a picture']);
  expect(path.endsWith(name)).toBe(true);
  expect([statSync(path).mode & 0o777, statSync(dirname(path)).mode & 0o777]).toEqual([
    0o600, 0o700,
  ]);
});

test('a program that is not there is told, not thrown', async () => {
  const show = createFileViewer('/tidak/ada/program');
  expect(await show('berkas.jpg', Buffer.from('x'))).toBe(false);
});

const MODULE = join(import.meta.dirname, '../../src/cli/console.ts');

/** A process that shows a file from a place of its own and then waits for what ends it. */
async function aShowing(place: string) {
  const script = `import { createFileViewer } from ${JSON.stringify(MODULE)};
    await createFileViewer('/bin/true')('berkas.jpg', Buffer.from('x'));
    console.log('shown');
    setInterval(() => {}, 1000);`;
  const env = { PATH: process.env.PATH, XDG_RUNTIME_DIR: place };
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { env });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  expect(readdirSync(place)).toHaveLength(1);
  return async (signal: NodeJS.Signals) => {
    child.kill(signal);
    return once(child, 'exit');
  };
}

test.each([
  ['SIGINT', 130],
  ['SIGHUP', 129],
  ['SIGTERM', 143],
] as const)('copies are gone when %s ends the process', async (signal, code) => {
  const place = aFolder();
  const end = await aShowing(place);
  expect(await end(signal)).toEqual([code, null]);
  expect(readdirSync(place)).toEqual([]);
});

test('what a killed process has left is removed at the next start, and nothing else', async () => {
  const place = aFolder();
  const end = await aShowing(place);
  vi.stubEnv('XDG_RUNTIME_DIR', place);
  onTestFinished(() => void vi.unstubAllEnvs());
  createFileViewer();
  expect(readdirSync(place)).toHaveLength(1);
  await end('SIGKILL');
  expect(readdirSync(place)).toHaveLength(1);
  mkdirSync(join(place, 'posko-lain'));
  createFileViewer();
  expect(readdirSync(place)).toEqual(['posko-lain']);
});
