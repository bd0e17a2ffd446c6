import { expect, test } from 'vitest';
import { readFile } from '../../../src/media/reading/read-file.ts';
import { openTools } from '../../../src/media/reading/tools.ts';
import { findChromium } from '../../support/chromium.ts';
import { hasMediaTools } from '../../support/media-tools.ts';
import { temporaryFolder } from '../../support/posko.ts';
import { runSendings } from './run-sendings.ts';
import { openWorkshop } from './stored-items.ts';
import { Studio } from './studio.ts';
import { formatResults } from './tally.ts';

const PATIENCE_MS = 600_000;
const chromium = findChromium();

test.skipIf(!chromium || !hasMediaTools())(
  'a handful of sendings is known, and nothing else is answered',
  async () => {
    using folder = temporaryFolder();
    const studio = await Studio.open(chromium ?? '');
    const tools = openTools({});
    const reader = { read: (file: { bytes: Uint8Array; mime: string }) => readFile(file, tools) };
    const selection = { most: 1, isHeldOut: false, kinds: ['picture'], way: 'WhatsApp' };
    const shop = openWorkshop(studio, folder.path, 1);
    const results = await Array.fromAsync(runSendings(shop, reader, selection));
    await studio.close();
    await tools.textReader.close();
    const outcomes = results.map(({ sending, outcome }) => [sending.owed, outcome]);
    expect(outcomes).toHaveLength(4);
    expect(outcomes.filter(([, outcome]) => outcome === 'wrong' || outcome === 'missed')).toEqual(
      [],
    );
    expect(outcomes).toContainEqual(['answer', 'right']);
    expect(outcomes).toContainEqual(['question', 'right']);
    expect(formatResults(results)).toContain('ALL → nothing');
  },
  PATIENCE_MS,
);
