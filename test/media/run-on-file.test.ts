import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { runOnFile } from '../../src/media/run-on-file.ts';
import { aFolder } from '../support/builders.ts';

const BOUNDS = { seconds: 60, memoryMb: 1024, outputBytes: 10_000 };

/** What ffprobe is told of a file with this beginning, by one that only repeats it. */
async function toldOf(head: string) {
  const folder = aFolder();
  writeFileSync(join(folder, 'ffprobe'), '#!/bin/sh\necho "$@"\n');
  chmodSync(join(folder, 'ffprobe'), 0o755);
  vi.stubEnv('PATH', `${folder}:${process.env.PATH}`);
  onTestFinished(() => void vi.unstubAllEnvs());
  const path = join(folder, 'sent');
  writeFileSync(path, Buffer.from(head, 'latin1'));
  const run = await runOnFile(path, { tool: ['ffprobe'], output: ['-show'] }, BOUNDS);
  return 'problem' in run ? run.problem : run.output.toString().replace(path, 'FILE');
}

test.each([
  ['ogg', 'OggS\0'],
  ['mov', '\0\0\0\x20ftypmp42'],
  ['mp3', 'ID3\x04#EXTM3U'],
])(
  'a file that begins as %s is opened as nothing else, and opens no other file',
  async (demuxer, head) => {
    const told = await toldOf(head);
    expect(told).toMatch(new RegExp(`-f ${demuxer} -i file:FILE -show\\n$`));
    expect(told).toContain('-protocol_whitelist file,pipe ');
  },
);

test.each(['#EXTM3U\nhttp://127.0.0.1/a.ts', 'ffconcat version 1.0\nfile /etc/passwd', ''])(
  'what begins otherwise reaches no tool: %j',
  async (text) => {
    expect(await toldOf(text)).toBe('unsupported');
  },
);
