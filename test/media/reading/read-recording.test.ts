import { readdirSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { readRecording } from '../../../src/media/reading/read-recording.ts';
import { openTools } from '../../../src/media/reading/tools.ts';
import { aFolder } from '../../support/builders.ts';

test('nothing of a recording stays on the disk once it is read', async () => {
  const folder = aFolder();
  vi.stubEnv('TMPDIR', folder);
  const written: (string | null)[] = [];
  const watcher = watch(folder, (_, name) => written.push(name));
  onTestFinished(() => {
    vi.unstubAllEnvs();
    watcher.close();
  });
  const { kind, problem } = await readRecording(Buffer.from('OggS, cut short'), openTools({}));
  expect([kind, problem]).toEqual(['sound', expect.any(String)]);
  await expect.poll(() => written).toContainEqual(expect.stringMatching(/^posko-/));
  expect(readdirSync(folder)).toEqual([]);
});

test('nothing stays on the disk either where what reads a recording answers nonsense', async () => {
  const [folder, tools] = [aFolder(), aFolder()];
  writeFileSync(join(tools, 'ffprobe'), '#!/bin/sh\necho rusak\n', { mode: 0o700 });
  vi.stubEnv('TMPDIR', folder);
  vi.stubEnv('PATH', `${tools}:${process.env.PATH}`);
  onTestFinished(() => void vi.unstubAllEnvs());
  const reading = readRecording(Buffer.from('OggS, cut short'), openTools({}));
  await expect(reading).rejects.toThrow(/rusak/);
  expect(readdirSync(folder)).toEqual([]);
});
