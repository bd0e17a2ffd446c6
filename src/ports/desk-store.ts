import type { AuditEntry, AuditEvent, Verified } from '../domain/accounts/audit-event.ts';
import type { Login, Reviewer, Tries } from '../domain/accounts/reviewer.ts';
import kinds from './document-kinds.json' with { type: 'json' };

/** The accounts of the desk; a change holds only against the revision that was read. */
export interface ReviewerStore {
  get(id: string): Promise<Reviewer | undefined>;
  /** Finds a name in any case. */
  byName(name: string): Promise<Reviewer | undefined>;
  list(): Promise<Reviewer[]>;
  /** Adds an account and its audit events, or neither. */
  add(reviewer: Reviewer, events?: readonly AuditEvent[]): Promise<'added' | 'taken'>;
  /** Keeps name and id, and the last necessary admin; writes the audit events together with the change. */
  save(
    reviewer: Reviewer,
    events?: readonly AuditEvent[],
  ): Promise<'saved' | 'stale' | 'last-admin'>;
}

/** Logins, tries and set-up links, all by the digest of what was given out. */
export interface LoginStore {
  start(login: Login): Promise<void>;
  get(key: string): Promise<Login | undefined>;
  see(key: string, at: number): Promise<void>;
  /** Ends a login; false where it was over already. */
  end(key: string): Promise<boolean>;
  endAll(reviewer: string): Promise<void>;
  tries(key: string): Promise<Tries | undefined>;
  /** Puts tries in the place of those that were read, undefined for none; false where they have changed. */
  replaceTries(key: string, known: Tries | undefined, fresh: Tries): Promise<boolean>;
  keepSetup(key: string, until: number): Promise<void>;
  /** Uses up a set-up link, and with it all others. */
  takeSetup(key: string, now: number): Promise<boolean>;
  /** Forgets logins, tries and set-up links from before a time. */
  tidy(before: number): Promise<void>;
}

/** Tamper-evident chain of what was done at the desk. */
export interface AuditLog {
  append(event: AuditEvent): Promise<AuditEntry>;
  /** The newest first; `before` a number, where it is given. */
  list(limit: number, before?: number): Promise<AuditEntry[]>;
  /** Walks the whole chain; `head` is a hash noted earlier, which it has to come by. */
  verify(head?: string): Promise<Verified>;
}

export type DocumentKind = keyof typeof kinds;

/** A small document under a kind and an id; `revision` counts its changes, and is 0 before the first. */
export interface StoredDocument {
  id: string;
  revision: number;
  value: unknown;
}

/** New value of a document, against the revision that was read. */
export interface DocumentChange extends StoredDocument {
  kind: DocumentKind;
}

/** Stores small documents; a change holds only against the revision that was read. */
export interface DocumentStore {
  get(kind: DocumentKind, id: string): Promise<StoredDocument | undefined>;
  /** All of a kind, by id. */
  list(kind: DocumentKind): Promise<StoredDocument[]>;
  /** The ids of all of a kind, in order, without reading what they hold. */
  ids(kind: DocumentKind): Promise<string[]>;
  /** The audit log contains the events of a change if and only if it was made. */
  put(
    kind: DocumentKind,
    document: StoredDocument,
    events?: readonly AuditEvent[],
  ): Promise<'saved' | 'stale'>;
  remove(
    kind: DocumentKind,
    document: Pick<StoredDocument, 'id' | 'revision'>,
    events?: readonly AuditEvent[],
  ): Promise<'removed' | 'stale'>;
}
