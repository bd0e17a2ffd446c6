import { readdirSync, watch } from 'node:fs';
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
