import { auditEventAt } from '../../domain/accounts/audit-event.ts';
import * as referral from '../../domain/partners/referral.ts';
import type { PartnerDeps } from './partner-deps.ts';
import { type Answer, changeReferral, tidyNote } from './refer-case.ts';

/** What is said about a referral between the desk and its partner; fields that are missing stay as they are. */
export interface Handling extends Omit<Answer, 'status'> {
  caseNumber?: string | undefined;
  assignee?: string | undefined;
  /** That the partner has deleted what was withdrawn; nothing else can be said of that. */
  deleted?: boolean | undefined;
  /** The file as somebody saw it before they changed it; another one since then is refused. */
  seen?: string | undefined;
}

/** Keeps a partner's own file number and assignee, or a private note of either side; citizens hear of none of it. */
export function handleReferral(deps: Pick<PartnerDeps, 'store' | 'clock'>, handling: Handling) {
  const { by, recordedBy, seen } = handling;
  const isPartner = recordedBy === 'partner';
  const hasDeleted = isPartner && handling.deleted === true;
  const text = tidyNote(handling.note, referral.MAX_PRIVATE_NOTE);
  const caseNumber = isPartner ? oneLine(handling.caseNumber, referral.MAX_CASE_NUMBER) : undefined;
  const assignee = isPartner ? oneLine(handling.assignee, 100) : undefined;
  return changeReferral(deps, handling, (found, at) => {
    const { notes = [], reference: of, organisation } = found;
    const isStale = seen !== undefined && seen !== fileOf(found);
    const isWithdrawn = referral.statusOf(found) === 'ditarik';
    if (isStale || isWithdrawn !== hasDeleted || notes.length >= referral.MAX_PRIVATE_NOTES) return;
    const details = { organisation, recordedBy, hasNote: text !== '', hasDeleted };
    const events = [auditEventAt(at, { by, what: 'referral-handled', of, details })];
    if (hasDeleted) return { changes: { deleted: { by, at } }, events };
    return {
      changes: {
        ...(caseNumber !== undefined && { caseNumber }),
        ...(assignee !== undefined && { assignee }),
        ...(text !== '' && { notes: [...notes, { at, by, from: recordedBy, text }] }),
      },
      events,
    };
  });
}

/** Returns a partner's file on a referral as one word, to notice a change by somebody else. */
export function fileOf({
  caseNumber,
  assignee,
}: Pick<referral.Referral, 'caseNumber' | 'assignee'>) {
  return JSON.stringify([caseNumber ?? '', assignee ?? '']);
}

function oneLine(text: string | undefined, most: number): string | undefined {
  return text
    ?.replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, most);
}
