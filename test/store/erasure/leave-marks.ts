import { createHash } from 'node:crypto';
import { newProfile, type Profile } from '../../../src/domain/citizens/profile.ts';
import { newReport } from '../../../src/domain/reports/report.ts';
import type { TurnChange } from '../../../src/ports/commit.ts';
import type { Store } from '../../../src/ports/store.ts';
import {
  aCase,
  aCaseCommit,
  aMessage,
  anAddress,
  anAnnouncement,
  aReply,
  aTip,
  aTurn,
  endNext,
  keepMessage,
} from '../../support/builders.ts';
import { MORNING } from '../../support/stage.ts';

/** Stands in every word that the citizen has written or was asked, and in none of the table's own. */
export const MARK = 'kanari';
const FILE = Buffer.from(MARK);
export const SHA256 = createHash('sha256').update(FILE).digest('hex');
export const ADDRESS = anAddress(`${MARK}@lid`, { phone: `${MARK}-phone` });
export const CASE = aCase({ id: 'case-of-one', ticket: 'K7Q2', claim: MARK, claimKey: MARK });

const profile: Required<Profile> = {
  ...newProfile('id', MORNING),
  consent: { version: 'V', at: MORNING, said: `ya, ${MARK}` },
  hasWithdrawn: true,
  requests: [{ receipt: 'R', at: MORNING, nextAt: MORNING, files: [SHA256] }],
  isRestricted: true,
  exercise: 'malam7',
  exercisedAt: MORNING,
  block: { until: MORNING + 1, isTold: true },
  reports: [{ ...newReport('K7Q2-1', 'scam', MORNING), account: MARK }],
  reach: { warnings: [{ factCheck: MARK, at: MORNING * 2 }] },
  humanUntil: MORNING + 1,
  spent: { tips: 1, reports: 1, until: MORNING + 1 },
};

/** Lets one citizen leave a mark in every field that can hold one; returns their pseudonym. */
export async function leaveMarks(store: Store): Promise<string> {
  const { citizen } = await keepMessage(store, ADDRESS, aMessage({ text: MARK }), MORNING);
  await store.media.keep({ sha256: SHA256, mime: 'image/png', size: FILE.length }, FILE, MORNING);
  const prints = { asked: {}, kept: {} };
  const texts = [{ source: 'picture' as const, text: MARK }];
  await store.media.noteEvidence(SHA256, { kind: 'picture', texts, ...prints });
  const turn = await store.turns.readTurn(citizen);
  const frames = [{ flow: 'tip', state: 'received', muddles: 0, values: { text: MARK } }];
  await store.turns.commitTurn(
    aTurn({
      citizen,
      profile,
      conversation: { frames },
      done: turn?.pending.map(({ key }) => key) ?? [],
      replies: [aReply({ text: MARK })],
      changes: changesOf(citizen),
    }),
  );
  await endNext(store, citizen, { type: 'accepted', at: MORNING, reference: 'wamid' });
  await store.cases.commit(
    aCaseCommit({
      history: [{ case: CASE.id, at: MORNING, by: 'rina', what: 'note', words: MARK }],
    }),
  );
  await decide(store);
  return citizen;
}

function changesOf(citizen: string): TurnChange[] {
  const tip = aTip({
    case: CASE.id,
    citizen,
    ticket: 'K7Q3',
    text: MARK,
    media: [{ sha256: SHA256, mime: 'image/png' }],
    links: [`${MARK}.example`],
    read: [{ source: 'picture', text: MARK }],
    stamp: MARK,
    source: 'advert',
    link: MARK,
    region: MARK,
    worry: 'safety',
    triage: { threat: 'penipuan', certainty: 0.9, signs: ['link'], words: [MARK] },
    answers: [{ question: 'Di mana?', text: MARK, at: MORNING }],
    saved: [{ name: 'shop', kind: 'text', text: MARK, at: MORNING }],
    offered: { factChecks: [MARK], answer: 'no' },
  });
  const entry = { purpose: 'check', deed: 'given', digest: 'd1', at: MORNING } as const;
  const text = {
    digest: 'd1',
    purpose: 'check',
    language: 'id',
    version: 'V',
    text: 'Boleh?',
  } as const;
  const handOver = {
    citizen,
    report: 'K7Q2-1',
    organisation: 'bawaslu',
    threat: 'penipuan' as const,
    proposedAt: MORNING,
    steps: [],
    told: 0,
    files: [SHA256],
  };
  return [
    { type: 'open-case', case: CASE, tips: [tip] },
    { type: 'told', told: { factCheck: 'f1', version: 1, at: MORNING } },
    { type: 'feedback', factCheck: 'f1', isHelpful: true, at: MORNING },
    { type: 'consent', entry, text },
    { type: 'propose', reference: 'K7Q2-1-BAWASLU', handOver: { ...handOver, steps: [] } },
  ];
}

/** Decides the case, with what a reviewer wrote about it still there, and a question that was put. */
async function decide(store: Store): Promise<void> {
  const question = {
    id: `question:${CASE.id}:1`,
    news: 'question',
    case: CASE.id,
    reason: MARK,
  } as const;
  const by = { by: 'rina', at: MORNING };
  const decided = {
    ...CASE,
    status: 'closed' as const,
    decidedAt: MORNING,
    draft: { ...by, summary: MARK },
    hold: { until: 0, by: 'rina', reason: MARK },
    proposal: { ...by, decision: { verdict: 'salah' as const, summary: `${MARK} ${MARK}` } },
  };
  await store.cases.commit(
    aCaseCommit({ cases: [decided], announcements: [anAnnouncement(question)] }),
  );
  await store.ledger.closeAnnouncement(question.id);
}
