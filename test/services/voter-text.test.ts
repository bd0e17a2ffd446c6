import { expect, test } from 'vitest';
import { pickVoterTopic } from '../../src/services/actions/answer-voter.ts';
import { fillCalendar, voterText } from '../../src/services/voters/voter-text.ts';
import { aTurnWith } from '../support/report-stage.ts';
import { loadScript, MORNING } from '../support/stage.ts';
import { anEntry } from '../support/voter-entries.ts';

const script = loadScript();
const moment = { elections: [], now: MORNING };
const DAY = 86_400_000;

test('an answer names the day on which somebody last looked at it, however much later it is read', () => {
  const entry = anEntry({ verified: '2026-08-17' });
  const read = [0, 60].map((days) =>
    voterText({ script, language: 'id' }, entry, { ...moment, now: MORNING + days * DAY }),
  );
  for (const text of read) expect(text).toContain('17 Agustus 2026');
});

test('the day of a vote in one province is told there alone, and that of all in every one', () => {
  const at = MORNING + 30 * DAY;
  const elections = [
    { name: 'Pemilihan Gubernur Bali', at, region: 'Bali' },
    { name: 'Pemilu', at: at + DAY },
  ];
  const entry = anEntry({ calendar: true, answer: { id: '{election}: {day}' } });
  const filled = fillCalendar([entry], { ...moment, elections }, 'id');
  expect(filled.map(({ region, election }) => [region, election])).toEqual([
    ['Bali', 'pilkada'],
    [undefined, 'pemilu'],
  ]);
});

test('a vote that is over is not told as the next, while the next one is', () => {
  const elections = [
    { name: 'Pemilu sela', at: MORNING - 2 * DAY },
    { name: 'Pemilu raya', at: MORNING + 20 * DAY },
  ];
  const tell = (all: typeof elections) =>
    voterText({ script, language: 'id' }, anEntry(), { ...moment, elections: all });
  expect(tell(elections)).toContain('Pemilu raya');
  expect(tell(elections)).not.toContain('Pemilu sela');
  expect(tell(elections.slice(0, 1))).not.toContain('Pemilu sela');
});

test('a topic that is picked anew is answered without what was said of another question', async () => {
  const before = {
    topic: 'a',
    election: 'pilkada',
    region: 'Bali',
    registered: 'no',
    asked: 'region',
  };
  const { values } = await pickVoterTopic.run({}, aTurnWith(), { ...before, picked: 'dpt' });
  const nothing = { election: '', region: '', registered: '', asked: '' };
  expect({ ...before, ...values }).toEqual({ topic: 'dpt', ...nothing });
});
