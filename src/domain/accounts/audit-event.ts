import events from './audit-events.json' with { type: 'json' };

/** What is worth a line in the audit log: who may come in, and what leaves or is undone. */
export type AuditEventName = keyof typeof events;

/** Something that was done; `of` is a ticket, the id of a fact-check or a name; nothing personal of citizens. */
export interface AuditEvent {
  at: number;
  by: string;
  what: AuditEventName;
  of: string;
  details: Readonly<Record<string, string | number | boolean>>;
}

/** Audit event in its chain; its hash covers all before it. Other versions may know other names. */
export interface AuditEntry extends Omit<AuditEvent, 'what'> {
  what: string;
  seq: number;
  hash: string;
}

/** Whether the chain holds; where it does not, the number of the first entry that is wrong. */
export type Verified =
  | { type: 'sound'; entries: number; head: string }
  | { type: 'broken'; seq: number; why: 'missing' | 'changed' | 'forged' }
  | { type: 'cut-off'; entries: number; head: string };

const MAX_DETAILS = 1000;

/** What was done, before it has a time; without details where there is nothing more to say. */
export type AuditInput = Omit<AuditEvent, 'at' | 'details'> & Partial<Pick<AuditEvent, 'details'>>;

/** Creates an audit event to commit together with its change. */
export function auditEventAt(at: number, { details = {}, ...doing }: AuditInput): AuditEvent {
  if (JSON.stringify(details).length > MAX_DETAILS) {
    throw new Error(`the details of ${doing.what} are too long for the audit log`);
  }
  return { ...doing, details, at };
}
