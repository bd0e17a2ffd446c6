import { globSync, readFileSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { playTranscript } from '../src/commands/transcript.ts';
import { allWays, watchScript } from './support/coverage.ts';
import { loadScript, openStage } from './support/stage.ts';

const written = loadScript();
const { script, taken } = watchScript(written);
const paths = globSync('test/transcripts/*.chat').sort();

test.each(paths)('%s', async (path) => {
  const stage = await openStage({ script, seed: path });
  const played = await playTranscript(readFileSync(path, 'utf8'), stage.player, stage.heard);
  await stage.close();
  expect(stage.errors).toEqual([]);
  await expect(played).toMatchFileSnapshot(`../${path}`);
});

test('the transcripts take every way on from every state', () => {
  expect(paths.length).toBeGreaterThanOrEqual(30);
  expect(allWays(written).filter((way) => !taken.has(way))).toEqual([]);
});

afterAll(() => {
  if (process.env.POSKO_WAYS) console.log(allWays(written).filter((way) => !taken.has(way)));
});
