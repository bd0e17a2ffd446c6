import type { AuditEvent } from '../domain/accounts/audit-event.ts';
import type { Case, Tip } from '../domain/cases/case.ts';
import type { HistoryEvent } from '../domain/cases/history.ts';
import type { Profile } from '../domain/citizens/profile.ts';
import type { PublishedFactCheck } from '../domain/fact-checks/published-fact-check.ts';
import type { Announcement } from '../domain/messages/announcement.ts';
import type { Reply } from '../domain/messages/message.ts';
import type { ReportReferral } from '../domain/partners/report-referral.ts';
import type { AskedRight, ConsentEntry, ConsentText } from '../domain/privacy/consents.ts';
import type { Tallies } from '../domain/stats/counter.ts';
import type { Conversation } from '../engine/conversation.ts';
import type { DocumentChange } from './desk-store.ts';

export interface VerdictDelivery {
  citizen: string;
  factCheck: string;
  version: number;
  at: number;
}

/** What a citizen tells about their tip after the fact. */
export type TipNotes = Partial<
  Pick<Tip, 'source' | 'link' | 'region' | 'worry' | 'triage' | 'answers' | 'saved'>
>;

/** What a turn changes besides the conversation; all of it holds or none. */
export type TurnChange =
  | { type: 'open-case'; case: Case; tips: readonly Tip[] }
  /** `teaches` names the cases that can be found by more from then on, which others have to learn. */
  | { type: 'add-tips'; tips: readonly Tip[]; teaches?: readonly string[] }
  | { type: 'note-tips'; ids: readonly string[]; notes: TipNotes }
  | { type: 'told'; told: Omit<VerdictDelivery, 'citizen'> }
  | { type: 'feedback'; factCheck: string; isHelpful: boolean; at: number }
  | { type: 'propose'; reference: string; handOver: ReportReferral }
  | { type: 'forget'; receipt: string; at: number }
  | { type: 'consent'; entry: ConsentEntry; text: ConsentText }
  /** A right that was claimed, and the moment when all that it asks for was done. */
  | { type: 'asked'; receipt: string; asked: AskedRight; at: number }
  | { type: 'done'; receipt: string; at: number }
  /** Removes deliveries and feedback of the citizen, and erases what they wrote, except tips. */
  | { type: 'detach' }
  /** Whether the citizen's tips are kept without being used. */
  | { type: 'restrict'; isRestricted: boolean };

export type TurnChangeOf<T extends TurnChange['type']> = Extract<TurnChange, { type: T }>;

/** A whole turn as one write, conditional on the revision it started from. */
export interface TurnCommit {
  citizen: string;
  revision: number;
  profile: Profile;
  conversation: Conversation;
  due: number | null;
  /** Keys of the items that this turn has processed. */
  done: readonly string[];
  /** Those of them that were not read, and are kept apart for the operator. */
  aside?: readonly string[];
  replies: readonly Reply[];
  changes: readonly TurnChange[];
  /** Where it opens a case because there was none up to a change of the cases: it holds only while that was the last. */
  casesSeen?: number | undefined;
  /** What it adds to the counts of its day. */
  tallies: Tallies;
  now: number;
}

export interface HistoryEntry extends HistoryEvent {
  case: string;
  at: number;
  by: string;
}

/** What a reviewer's action changes, all at once. */
export interface CaseCommit {
  cases: readonly Case[];
  newCases?: readonly Case[];
  tips?: readonly Tip[];
  /** Tips that are erased, and cases of which what reviewers wrote in their own words is. */
  erasedTips?: readonly string[];
  erasedWords?: readonly string[];
  factChecks?: readonly PublishedFactCheck[];
  announcements?: readonly Announcement[];
  /** Announcements that must not go out; where one has begun to, nothing of the change holds. */
  withdrawn?: readonly string[];
  /** Documents that change with it; where another change was faster, nothing of it holds. */
  documents?: readonly DocumentChange[];
  history: readonly HistoryEntry[];
  events?: readonly AuditEvent[];
}
