import type { closings } from '../domain/cases/case.ts';
import type { HistoryEvent, HistoryEventName } from '../domain/cases/history.ts';
import type { Verdict } from '../domain/fact-checks/verdicts.ts';
import type { Words } from './ui-text.ts';

/** How a console names what its histories speak of. */
export interface Names {
  happened: Readonly<Record<HistoryEventName, string>>;
  verdict: Readonly<Record<Verdict, string>>;
  closing: Readonly<Record<(typeof closings)[number], string>>;
  time(at: number): string;
}

/** What was done, as one sentence; what we do not know stands as it is. */
export function describeHistory({ what, of, words }: HistoryEvent, names: Names): string {
  const name = lookUp(names.happened, what);
  const named = of === undefined ? name : `${name} ${nameOf(what, of, names)}`;
  return words ? `${named}: ${words}` : named;
}

function nameOf(what: string, of: string, { verdict, closing, time }: Names): string {
  if (what === 'published' || what === 'proposed') return lookUp(verdict, of);
  if (what === 'closed') return lookUp(closing, of);
  return what === 'snoozed' && !Number.isNaN(Date.parse(of)) ? time(Date.parse(of)) : of;
}

function lookUp(names: Readonly<Record<string, string>>, name: string): string {
  return (Object.hasOwn(names, name) ? names[name] : undefined) ?? name;
}

/** What was done, in Indonesian. */
export const indonesianHistory: Names['happened'] = {
  claimed: 'mengambil kasus',
  released: 'mengembalikan kasus ke antrean',
  'handed-over': 'menyerahkan kasus kepada',
  assigned: 'menugaskan kasus kepada',
  unassigned: 'melepas penugasan',
  snoozed: 'menunda kasus sampai',
  woken: 'membangunkan kasus',
  tagged: 'memberi tanda',
  'threat-said': 'menetapkan dugaan bahaya:',
  noted: 'mencatat',
  asked: 'bertanya kepada warga',
  proposed: 'mengusulkan putusan',
  'sent-back': 'mengembalikan usulan kepada',
  published: 'menerbitkan putusan',
  attached: 'memakai cek fakta',
  closed: 'menutup kasus:',
  'taken-back': 'membatalkan keputusan',
  merged: 'menggabungkan kasus ke',
  'took-in': 'menerima gabungan dari',
  'split-off': 'memisahkan satu laporan ke',
  split: 'memisahkan kasus ini dari',
  'taken-out': 'mengeluarkan kasus dari',
  replaced: 'mengganti versi',
  'file-apart': 'mengeluarkan berkas dari klaim',
  'file-back': 'mengikutkan berkas lagi',
  referred: 'meneruskan ke mitra',
  'referral-answered': 'mencatat kabar mitra',
  'tip-withdrawn': 'mengeluarkan kiriman yang izinnya ditarik',
  warned: 'memperingatkan pelanggan',
};

/** What was done, in English. */
export const englishHistory: Names['happened'] = {
  claimed: 'took the case',
  released: 'returned the case to the queue',
  'handed-over': 'handed the case over to',
  assigned: 'assigned the case to',
  unassigned: 'removed the assignment',
  snoozed: 'snoozed the case until',
  woken: 'woke the case',
  tagged: 'tagged it',
  'threat-said': 'said that its threat is:',
  noted: 'noted',
  asked: 'asked the citizens',
  proposed: 'proposed the verdict',
  'sent-back': 'sent the proposal back to',
  published: 'published the verdict',
  attached: 'used the fact-check',
  closed: 'closed the case:',
  'taken-back': 'took the decision back',
  merged: 'merged the case into',
  'took-in': 'took in',
  'split-off': 'split one report off into',
  split: 'split this case from',
  'taken-out': 'took the case out of',
  replaced: 'replaced version',
  'file-apart': 'took a file out of the claim',
  'file-back': 'took a file back in',
  referred: 'passed it on to a partner',
  'referral-answered': 'noted news of a partner',
  'tip-withdrawn': 'took out a report whose permission was withdrawn',
  warned: 'warned subscribers',
};

/** An entry of a case's history in the reader's language; what we do not know stands as it is. */
export function historyInWords(
  entry: HistoryEvent,
  words: Pick<Words, 'history' | 'verdict' | 'case'>,
  time: (at: number) => string,
): string {
  const { history: happened, verdict } = words;
  return describeHistory(entry, { happened, verdict, closing: words.case.closings, time });
}
