import { expect, test } from 'vitest';
import type { Reason } from '../../src/domain/cases/priority.ts';
import { routingRuleSchema } from '../../src/domain/partners/routing.ts';
import { compareWords, decisionInWords } from '../../src/ui-text/compare-words.ts';
import { explainDeafness } from '../../src/ui-text/describe-deafness.ts';
import { historyInWords } from '../../src/ui-text/describe-history.ts';
import { describeMetadata } from '../../src/ui-text/describe-metadata.ts';
import { describeRefusal, newsOf } from '../../src/ui-text/describe-result.ts';
import { describeThreat } from '../../src/ui-text/describe-threat.ts';
import {
  showClock,
  showClockIn,
  showDay,
  showDayIn,
  showHour,
  showIn,
  showSeconds,
  showSpan,
  showTime,
  weekdayNames,
} from '../../src/ui-text/format-time.ts';
import { nameValues, reasonsOf, whyNobody, whyPartner } from '../../src/ui-text/reasons.ts';
import { deskWords } from '../../src/ui-text/ui-text.ts';
import { aCase } from '../support/builders.ts';

const { en, id } = deskWords;
/** 23.30 on 31 December 2026 in Jakarta, and the new year further east. */
const AT = Date.parse('2026-12-31T23:30:15+07:00');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

test('what a reader would see of a decision stands in one line, without what is missing', () => {
  const summary = 'Bank tetap buka.';
  expect(decisionInWords(id, { verdict: 'salah', summary })).toBe(`Salah · ${summary}`);
  const full = {
    verdict: 'salah',
    title: 'Bank tutup',
    summary,
    url: 'https://a.example/1',
    article: 'Panjang.',
  } as const;
  expect(decisionInWords(id, full)).toBe(
    `Salah · Bank tutup · ${summary} · https://a.example/1 · Panjang.`,
  );
  const noSource = 'Bank menjawab lewat telepon.';
  expect(decisionInWords(id, { verdict: 'salah', summary, noSource })).toBe(
    `Salah · ${summary} · ${noSource}`,
  );
});

test('a change is told word by word, and what stays in one piece', () => {
  expect(compareWords('Bank tutup  sebulan', 'Bank buka  sebulan')).toEqual([
    { type: 'same', text: 'Bank ' },
    { type: 'gone', text: 'tutup  ' },
    { type: 'new', text: 'buka  ' },
    { type: 'same', text: 'sebulan' },
  ]);
  expect(compareWords('a b', 'a b c d')).toEqual([
    { type: 'same', text: 'a ' },
    { type: 'gone', text: 'b' },
    { type: 'new', text: 'b c d' },
  ]);
  expect(compareWords('satu dua', 'satu dua')).toEqual([{ type: 'same', text: 'satu dua' }]);
  expect(compareWords('', 'baru')).toEqual([{ type: 'new', text: 'baru' }]);
  expect(compareWords('lama', '')).toEqual([{ type: 'gone', text: 'lama' }]);
  const long = (last: string) => `${'x '.repeat(399)}y ${last}`;
  expect(compareWords(long('a'), long('b'))).toHaveLength(1);
});

test('why nobody reads what is passed on is said with what to do', () => {
  expect(explainDeafness('a1', 'feed')).toMatch(/^a1 is not passed on: \S+ \S+/);
});

test('an entry of a history names verdicts, closings, urgency and times in words', () => {
  const tell = (event: object) =>
    historyInWords({ what: 'claimed', ...event }, en, () => 'tomorrow');
  expect(tell({})).toBe('took the case');
  expect(tell({ what: 'published', of: 'salah' })).toBe('published the verdict False');
  expect(tell({ what: 'proposed', of: 'salah', words: 'Why' })).toBe(
    'proposed the verdict False: Why',
  );
  expect(tell({ what: 'closed', of: 'spam' })).toBe('closed the case: Spam or advertising');
  expect(tell({ what: 'urgency-said', of: 'hour' })).toBe('said that its urgency is: 1 hour');
  expect(tell({ what: 'snoozed', of: '2026-11-24' })).toBe('snoozed the case until tomorrow');
  expect(tell({ what: 'held', of: '2026-11-24' })).toBe('put a legal hold on it until tomorrow');
  expect(tell({ what: 'snoozed', of: 'soon' })).toBe('snoozed the case until soon');
  expect(tell({ what: 'assigned', of: '2026-11-24' })).toBe('assigned the case to 2026-11-24');
  expect(tell({ what: 'conjured', of: 'x' })).toBe('conjured x');
});

test('what a file says of its making comes with what that is worth, and so does nothing', () => {
  const words = en.case;
  expect(describeMetadata({}, words)).toEqual([words.metadata.none]);
  expect(describeMetadata({ software: 'Editor', camera: 'Kamera' }, words)).toEqual([
    'Camera: Kamera',
    words.metadata.software('Editor'),
    words.metadata.unsure,
  ]);
});

test('a verdict that waits for a second person is told as a proposal', () => {
  expect(newsOf('decide', aCase({ status: 'published' }))).toBe('published');
  expect(newsOf('decide', aCase({ status: 'open' }))).toBe('proposed');
  expect(newsOf('attach', aCase({ status: 'open' }))).toBe('proposed');
  expect(newsOf('claim', aCase({ status: 'open' }))).toBe('taken');
});

test('an action that comes to nothing says why', () => {
  const why = (done: object, name: Parameters<typeof newsOf>[0] = 'merge') =>
    describeRefusal(en, done as Parameters<typeof describeRefusal>[1], name);
  expect(why({ type: 'taken', by: 'budi' })).toBe('budi holds this case.');
  expect(why({ type: 'refused', why: 'too-late' })).toBe(en.refusal['too-late']);
  for (const type of ['lost', 'decided', 'unknown'] as const) {
    expect(why({ type })).toBe(en.refusal[type]);
  }
  expect(why({ type: 'problem', message: '' })).toBe(en.refusal.merge);
  expect(why({ type: 'problem', message: '' }, 'split')).toBe(en.refusal.split);
  const referral = { reference: 'bawaslu-K7Q2' };
  expect(why({ type: 'already', referral })).toBe(en.refer.already('bawaslu-K7Q2'));
  expect(why({ type: 'deaf', why: 'feed' })).toBe(en.refer.deaf.feed);
  expect(why({ type: 'forbidden', needs: 'decide' })).toBe(en.error.denied);
  expect(why({ type: 'invalid', problems: {} })).toBe(en.problem.text);
  expect(why({ type: 'invalid', problems: {} }, 'send-back')).toBe(en.problem.reason);
});

test('a guess at a harm is told with its signs and words, a word of a reviewer without', () => {
  const guess = { threat: 'penipuan', isByReviewer: false, tips: 2, certainty: 0.934 } as const;
  const signs = { signs: ['link', 'money'], words: ['hadiah', 'klik'] } as const;
  const told = describeThreat(
    { ...guess, signs: [...signs.signs], words: [...signs.words] },
    {},
    en,
  );
  expect(told.what).toBe(en.triage.guessed(en.threat.penipuan, 93, 2));
  expect(told.why).toBe('has a link · amount of money · words: hadiah, klik');
  expect(describeThreat({ ...guess, signs: ['link'], words: [] }, {}, en).why).toBe('has a link');
  expect(describeThreat(undefined, {}, en)).toEqual({ what: en.triage.none, why: '' });
  expect(describeThreat(undefined, { threat: 'penipuan' }, en)).toEqual({
    what: en.triage.said(en.threat.penipuan),
    why: '',
  });
});

test.each<[Reason, string, boolean]>([
  [{ type: 'burst', citizens: 6 }, en.reason.burst(6), true],
  [{ type: 'recent', citizens: 3 }, en.reason.recent(3), false],
  [{ type: 'citizens', citizens: 1 }, '1 citizen asks', false],
  [{ type: 'late', ms: 3 * HOUR }, 'overdue, waiting 3 h', true],
  [{ type: 'waiting', ms: 5 * MINUTE }, 'waiting 5 min', false],
  [{ type: 'topic', topic: 'money' }, 'about money', false],
  [{ type: 'threat', threat: 'penipuan' }, en.reason.threat(en.threat.penipuan), false],
  [{ type: 'urgency', urgency: 'hour' }, 'urgent: 1 hour', true],
  [{ type: 'election', name: 'Pilkada' }, 'shortly before Pilkada', false],
  [{ type: 'forwarded' }, en.reason.forwarded, false],
  [{ type: 'safety' }, en.reason.safety, false],
])('the reason %j is told', (reason, text, isAlarm) => {
  expect(reasonsOf({ reasons: [reason] }, en)).toEqual([{ text, isAlarm }]);
});

test('why a partner is named says who named the harm, and what else the rule found', () => {
  const why = { threat: 'penipuan', certainty: 0.876 } as const;
  const harm = en.threat.penipuan;
  const tell = (by: 'reviewer' | 'triage' | 'topics', met: object) =>
    whyPartner({ why: { ...why, by, met } }, en);
  const threats = ['penipuan'];
  expect(tell('triage', { threats })).toBe(`${harm}, guessed by machine 88%`);
  expect(tell('reviewer', { threats, regions: ['Bali', 'Aceh'] })).toBe(
    `${harm}, says a reviewer · Bali, Aceh`,
  );
  expect(tell('topics', { periods: ['quiet'] })).toBe(
    `a rule for all threats · ${en.partners.period.quiet}`,
  );
  expect(nameValues(['penipuan', 'quiet', 'Bali'], en)).toBe(
    `${harm}, ${en.partners.period.quiet}, Bali`,
  );
});

test('why nobody is named tells of each partner what its rule misses, of five at most', () => {
  const rule = routingRuleSchema.parse({
    id: 'r1',
    organisation: 'a1',
    answerHours: 24,
    threats: ['penipuan'],
    regions: ['Bali'],
  });
  const other = {
    name: 'Polda',
    rule,
    missed: ['regions'] as const,
    hasIt: false,
    deaf: undefined,
  };
  const others = { ...other, missed: [...other.missed] };
  expect(whyNobody([], en)).toEqual([]);
  expect(whyNobody([others], en)).toEqual([
    en.refer.nobody,
    'Polda: its rule is for the province Bali alone',
    en.refer.nextStep,
  ]);
  const deaf = { ...others, missed: [], hasIt: true, deaf: 'feed' as const };
  expect(whyNobody([deaf], en)[1]).toBe(`Polda: has it already · ${en.refer.deaf.feed}`);
  expect(whyNobody(Array(9).fill(others), en)).toHaveLength(7);
});

test('times are told on the clocks of each zone', () => {
  expect(showTime(AT, 'en')).toBe('31 Dec 2026, 23:30 WIB');
  expect(showTime(AT, 'en', 'WITA')).toBe('1 Jan 2027, 00:30 WITA');
  expect(showTime(AT, 'en', 'WIT')).toBe('1 Jan 2027, 01:30 WIT');
  expect(showDay(undefined, 'id')).toBe('–');
  expect(showDay('2026-12-31', 'id')).toBe('31 Desember 2026');
  expect(showClock(AT, 'id')).toBe('23.30 WIB');
  expect(showSeconds(AT, 'id')).toBe('23.30.15 WIB');
  expect(showIn(AT, 'WITA', 'en')).toBe('Fri 1 Jan 00:30 WITA');
  expect(showDayIn(AT, 'WIB', 'en', 'long')).toBe('Thursday 31 Dec');
  expect(showClockIn(AT, 'WIT', 'id')).toBe('01.30');
  expect([showHour(450, 'id'), showHour(450, 'en')]).toEqual(['07.30', '07:30']);
  expect(weekdayNames('en')).toEqual(['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']);
});

test.each([
  [29_999, '< 1 min'],
  [30_000, '1 min'],
  [89.4 * MINUTE, '89 min'],
  [89.5 * MINUTE, '2 h'],
  [47.4 * HOUR, '47 h'],
  [47.5 * HOUR, '2 days'],
  [72 * HOUR, '3 days'],
])('a span of %d ms is %s', (ms, told) => {
  expect(showSpan(ms, en)).toBe(told);
});
