import { globSync, readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { openMemoryStore } from '../src/app/open-store.ts';
import { loadSamples } from '../src/app/samples/load-samples.ts';
import { topics } from '../src/domain/cases/topic-words.ts';
import { defaultRules } from '../src/domain/subscriptions/unasked-rules.ts';
import { FactCheckIndex } from '../src/services/fact-checks/fact-check-index.ts';
import { playTranscript } from './play/transcript.ts';
import { addPartner } from './support/add-partner.ts';
import { allWays, watchScript } from './support/coverage.ts';
import { loadScript, MASTER_KEY, MORNING, openStage } from './support/stage.ts';

const written = loadScript();
const { script, taken } = watchScript(written);
const paths = globSync('test/transcripts/*.chat').sort();

/** Verdicts need a second person and can be taken back for ten seconds. */
const STRICT = { secondPerson: topics, undoMs: 10_000 };

/** A regional election is coming in one province; it is made up. */
const NEAR_ELECTION = {
  elections: [
    {
      name: 'Pilgub Jawa Barat',
      at: Date.parse('2026-12-09T00:00:00+07:00'),
      region: 'Jawa Barat',
    },
  ],
};

/** The number may write unasked three times a week. */
const SELDOM = { reach: { ...defaultRules, perWeek: 3 } };

/** People rehearse until the next evening. */
const REHEARSING = { exercise: 'malam7 2026-11-25 21:00' };

/** Ten messages a month are allowed, and were used yesterday. */
const SPENT = { monthlyAllowance: 10 };
const USED = {
  key: 'used',
  day: '2026-11-23',
  tallies: { 'cost.62.service.regular.answer.tip': 10 },
};

/** What the matcher asks about is one of two for it, as in a store where many fact-checks are alike. */
function offerTwo() {
  const { match } = FactCheckIndex.prototype;
  return vi.spyOn(FactCheckIndex.prototype, 'match').mockImplementation(async function (
    this: FactCheckIndex,
    asked,
  ) {
    const found = await match.call(this, asked);
    return found.tier === 'confirm' ? { ...found, tier: 'several', offered: 2 } : found;
  });
}

test.each(paths)('%s', async (path) => {
  const store = await openMemoryStore(
    path.endsWith('.kosong.chat') ? [] : loadSamples(),
    MASTER_KEY,
  );
  const settings = {
    ...(path.endsWith('.berdua.chat') && STRICT),
    ...(path.endsWith('.pilkada.chat') && NEAR_ELECTION),
    ...(path.endsWith('.jarang.chat') && SELDOM),
    ...(path.endsWith('.jatah.chat') && SPENT),
    ...(path.endsWith('.latihan.chat') && REHEARSING),
  };
  if (path.endsWith('.jatah.chat')) await store.figures.countOnce([USED], MORNING);
  if (/\.(?:mitra|latihan)\.chat$/.test(path)) await addPartner(store);
  const stage = await openStage({ script, store, seed: path, settings });
  const offering = path.endsWith('.beberapa.chat') ? offerTwo() : undefined;
  const played = await playTranscript(readFileSync(path, 'utf8'), stage.player, stage.heard);
  await stage.close();
  offering?.mockRestore();
  expect(stage.errors).toEqual([]);
  await expect(played).toMatchFileSnapshot(`../${path}`);
});

/**
 * A report that begins with what was told, a verdict withdrawn before its news is read, an answer before it is given, a partner or a report gone before the
 * answer about it, a breach: tested in test/services.
 */
const RACES = [
  'news/read on gone',
  'news/read on breach',
  'news/breach go',
  'voters/fit on none',
  'report/agree on gone',
  'forget/erase-report on none',
  // A row that stands for a meaning leads straight to its own flow.
  'unclear/which meanings',
  'news/note-report-reply on gone',
];

test('the transcripts take every way on from every state', () => {
  expect(paths.length).toBeGreaterThanOrEqual(30);
  const ways = allWays(written).filter((way) => !RACES.includes(way));
  expect(ways.filter((way) => !taken.has(way))).toEqual([]);
});
