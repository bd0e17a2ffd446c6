import { expect, test } from 'vitest';
import {
  answerBy,
  canFollow,
  canSay,
  escalationsDue,
  howToAdd,
  isOver,
  type ReferralStep,
  recorderOf,
  referralSchema,
  referralStatuses,
  standingOf,
  statusOf,
} from '../../src/domain/partners/referral.ts';
import {
  type Routed,
  rankRules,
  routingRuleSchema,
  threatByTopics,
} from '../../src/domain/partners/routing.ts';

const HOUR = 3_600_000;
const sent: ReferralStep = { status: 'dikirim', at: 1000, by: 'rina' };
const referral = { steps: [sent], answerMs: HOUR };
const due = 1000 + HOUR;
const after = (step: Partial<ReferralStep>) => ({
  ...referral,
  steps: [sent, { status: 'diterima' as const, at: 2000, by: 'Bawaslu', ...step }],
});

test('a referral is late after its time, and escalated once more after the same time again', () => {
  expect(answerBy(referral)).toBe(due);
  expect([due, due + 1].map((now) => standingOf(referral, now))).toEqual(['open', 'late']);
  const at = [due, due + 1, due + HOUR, due + HOUR + 1];
  expect(at.map((now) => escalationsDue(referral, now))).toEqual([0, 1, 1, 2]);
});

test('what was acknowledged is never late, and what is over is over', () => {
  expect(standingOf(after({}), due + 9 * HOUR)).toBe('answered');
  expect(escalationsDue(after({}), due + 9 * HOUR)).toBe(0);
  for (const status of ['selesai', 'ditolak', 'ditarik'] as const) {
    expect(standingOf(after({ status }), due + 9 * HOUR)).toBe('over');
  }
  expect(statusOf({ steps: [] })).toBe('dikirim');
});

test('a status goes forward only, and nothing follows the end', () => {
  for (const [at, before] of referralStatuses.entries()) {
    for (const [next, status] of referralStatuses.entries()) {
      expect(canFollow(status, before)).toBe(!isOver(before) && next > at);
    }
  }
});

test('more is said under the present status only, and only a partner opens again what it ended itself', () => {
  for (const present of referralStatuses.slice(1)) {
    for (const status of referralStatuses) {
      const isMore = status === present && !isOver(present);
      const isAgain = status === 'diproses' && (present === 'selesai' || present === 'ditolak');
      const how = isMore ? 'more' : undefined;
      expect(howToAdd(status, after({ status: present }), 'post')).toBe(how);
      expect(howToAdd(status, after({ status: present }), 'partner')).toBe(
        isAgain ? 'reopened' : how,
      );
    }
  }
});

test('what the post wrote down binds the post, and the partner only once they confirmed it', () => {
  const heard = after({ status: 'diproses', recordedBy: 'post' });
  expect(canSay('diterima', heard, 'post')).toBe(false);
  expect(canSay('diterima', heard, 'partner')).toBe(true);
  const confirmed = after({
    status: 'diproses',
    recordedBy: 'post',
    confirmed: { by: 'Bawaslu', at: 3000 },
  });
  expect(canSay('diterima', confirmed, 'partner')).toBe(false);
  expect(canSay('selesai', confirmed, 'partner')).toBe(true);
  const over = after({ status: 'selesai', recordedBy: 'post' });
  expect(canSay('ditolak', over, 'post')).toBe(false);
  expect(canSay('ditolak', over, 'partner')).toBe(true);
});

test('sending and withdrawing are of the post, the rest of the partner where nobody else wrote it', () => {
  const recorder = (step: Partial<ReferralStep>) => recorderOf({ ...sent, ...step });
  expect(recorder({})).toBe('post');
  expect(recorder({ status: 'ditarik', recordedBy: 'partner' })).toBe('post');
  expect(recorder({ status: 'diterima' })).toBe('partner');
  expect(recorder({ status: 'diterima', recordedBy: 'post' })).toBe('post');
});

function aRule(changes: object) {
  return routingRuleSchema.parse({ id: 'r', organisation: 'bawaslu', answerHours: 24, ...changes });
}

const routed: Routed = {
  threats: ['penipuan'],
  regions: ['Bali'],
  regencies: ['Kabupaten Badung'],
  platforms: ['telegram'],
  periods: ['near', 'quiet'],
};

test.each<[object, object]>([
  [{}, { met: {}, missed: [] }],
  [{ threats: ['penipuan'] }, { met: { threats: ['penipuan'] }, missed: [] }],
  [{ threats: ['gangguan_informasi'] }, { met: {}, missed: ['threats'] }],
  [{ regions: ['Aceh', 'Bali'] }, { met: { regions: ['Bali'] }, missed: [] }],
  [{ regions: ['Aceh'] }, { met: {}, missed: ['regions'] }],
  [{ regencies: ['Kota Denpasar'] }, { met: {}, missed: ['regencies'] }],
  [
    { platforms: ['meta'], periods: ['quiet'] },
    { met: { periods: ['quiet'] }, missed: ['platforms'] },
  ],
  [{ platforms: ['meta', 'telegram'] }, { met: { platforms: ['telegram'] }, missed: [] }],
  [{ nearElection: true }, { met: { periods: ['near'] }, missed: [] }],
  [{ periods: ['voting'] }, { met: {}, missed: ['periods'] }],
])('the rule %j says what of it a case meets and misses', (changes, fit) => {
  expect(rankRules([aRule(changes)], routed)).toMatchObject([fit]);
});

test('a rule of before says that an election is near, and is stored as one of its periods', () => {
  const rule = aRule({ threats: [], regions: [], nearElection: true });
  expect(rule.periods).toEqual(['near']);
  expect(rule).not.toHaveProperty('nearElection');
  expect(routingRuleSchema.parse(rule)).toEqual(rule);
  expect(aRule({ threats: [], regions: [], nearElection: false }).periods).toEqual([]);
});

test('each organisation is named once, by the rule that fits best, those with most conditions first', () => {
  const rules = [
    aRule({ id: 'a', organisation: 'one' }),
    aRule({ id: 'b', organisation: 'two', regions: ['Bali'], threats: ['penipuan'] }),
    aRule({ id: 'c', organisation: 'one', regions: ['Bali'] }),
    aRule({ id: 'd', organisation: 'three', regions: ['Bali', 'Aceh'] }),
    aRule({ id: 'e', organisation: 'four', regions: ['Aceh'] }),
    aRule({ id: 'f', organisation: 'four', regions: ['Aceh'], threats: ['kekerasan'] }),
  ];
  const found = rankRules(rules, routed);
  expect(found.map(({ rule }) => rule.id)).toEqual(['b', 'c', 'd', 'e']);
});

test('a rule that fits goes before one that asks for more and misses some of it', () => {
  const more = { threats: ['penipuan'], platforms: ['telegram'], periods: ['near'] };
  const rules = [
    aRule({ id: 'a', organisation: 'one', ...more, regions: ['Aceh'] }),
    aRule({ id: 'b', organisation: 'two', regions: ['Bali'] }),
    aRule({ id: 'c', organisation: 'one' }),
  ];
  expect(rankRules(rules, routed).map(({ rule }) => rule.id)).toEqual(['b', 'c']);
});

test('the custody log, the private notes and the words of a referral have their bounds', () => {
  const whole = {
    case: 'c1',
    ticket: 'K7Q2',
    organisation: 'bawaslu',
    threat: 'penipuan',
    ...referral,
    told: 0,
    escalations: 0,
    parcels: [],
    heard: [],
  };
  const fits = (changes: object) => referralSchema.safeParse({ ...whole, ...changes }).success;
  const opened = { at: 1000, by: 'Sari', from: 'partner', what: 'opened' };
  const note = { at: 1000, by: 'Sari', from: 'partner', text: 'x'.repeat(1000) };
  const step = { ...sent, note: 'x'.repeat(280) };
  expect(
    fits({ custody: Array(500).fill(opened), notes: Array(200).fill(note), steps: [step] }),
  ).toBe(true);
  for (const over of [
    { custody: Array(501).fill(opened) },
    { notes: Array(201).fill(note) },
    { notes: [{ ...note, text: 'x'.repeat(1001) }] },
    { steps: [{ ...sent, note: 'x'.repeat(281) }] },
    { steps: [] },
    { caseNumber: 'x'.repeat(41) },
    { threat: 'pertanyaan' },
  ]) {
    expect([Object.keys(over), fits(over)]).toEqual([Object.keys(over), false]);
  }
});

test('the topics of a case tell the harm where nobody said it', () => {
  expect(threatByTopics(['health', 'money'])).toBe('penipuan');
  expect(threatByTopics(['money', 'sara'])).toBe('ujaran_kebencian');
  expect(threatByTopics(['health', 'election'])).toBe('gangguan_informasi');
  expect(threatByTopics([])).toBe('gangguan_informasi');
});
