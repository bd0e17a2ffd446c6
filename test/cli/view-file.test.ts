import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createFileViewer } from '../../src/cli/view-file.ts';
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

test('a file is shown from a private copy, without a shell or Posko’s secrets, and the copy is gone at the end', async () => {
  vi.stubEnv('POSKO_KEY', 'ab'.repeat(32));
  onTestFinished(() => void vi.unstubAllEnvs());
  const { program, told } = aViewer();
  const viewer = createFileViewer(program);
  const name = 'berkas; touch jahat $(id).jpg';
  expect(await viewer.show(name, Buffer.from('bytes of a picture'))).toBe(true);
  const [count, path = '', key, content] = await told();
  expect([count, key, content]).toEqual(['1', '', 'bytes of a picture']);
  expect(path.endsWith(name)).toBe(true);
  expect([statSync(path).mode & 0o777, statSync(dirname(path)).mode & 0o777]).toEqual([
    0o600, 0o700,
  ]);
  await viewer.close();
  expect(existsSync(dirname(path))).toBe(false);
});

test('a program that is not there is told, not thrown', async () => {
  const viewer = createFileViewer('/tidak/ada/program');
  expect(await viewer.show('berkas.jpg', Buffer.from('x'))).toBe(false);
  await viewer.close();
});
