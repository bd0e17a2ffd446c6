import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { expect, onTestFinished, test } from 'vitest';
import { forkNiced, READY } from '../../../src/media/fork-niced.ts';
import { aFolder } from '../../support/builders.ts';

const PROGRAM = new URL('../../../src/media/reading/reading-program.ts', import.meta.url);

/** A program that reads no picture to its end, and where it says that it has begun. */
function anEndlessTesseract() {
  const [path, begun] = [join(aFolder(), 'tesseract'), join(aFolder(), 'begun')];
  const program = `#!/bin/sh
[ "$1" = --list-langs ] && echo ind && exit
echo $$ > ${begun}
exec sleep 600
`;
  writeFileSync(path, program, { mode: 0o700 });
  onTestFinished(() => {
    if (existsSync(begun)) process.kill(Number(readFileSync(begun, 'utf8')), 'SIGKILL');
  });
  return { path, begun };
}

test('what reads files ends at once with the Posko that started it, in the middle of a file too', async () => {
  const { path, begun } = anEndlessTesseract();
  const reader = forkNiced(fileURLToPath(PROGRAM), {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    env: { PATH: process.env.PATH, POSKO_TESSERACT: path },
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  onTestFinished(() => void reader.kill('SIGKILL'));
  expect(await once(reader, 'message')).toEqual([READY, undefined]);
  const create = { width: 600, height: 200, channels: 3, background: '#fff' } as const;
  const bytes = new Uint8Array(await sharp({ create }).png().toBuffer());
  reader.send({ mime: 'image/png', bytes });
  await expect.poll(() => existsSync(begun) && readFileSync(begun, 'utf8')).toBeTruthy();
  reader.disconnect(); // as when our process is killed
  expect(await once(reader, 'exit')).toEqual([0, null]);
});
