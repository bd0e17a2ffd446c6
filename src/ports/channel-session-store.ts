/** One thing that a channel remembers; null removes it. */
export interface SessionEntry {
  type: string;
  id: string;
  value: string | null;
}

/** What a channel must remember of an account to stay signed in. */
export interface SessionStore {
  read(account: string, type: string, ids: readonly string[]): Promise<Map<string, string>>;
  /** Writes all entries or none. */
  write(account: string, entries: readonly SessionEntry[], at: number): Promise<void>;
  /** Forgets an account, or of one type what was written before a time. */
  forget(account: string, older?: { type: string; before: number }): Promise<void>;
  /** Takes or renews the right to be the one process that uses an account; false where another has it. */
  lease(account: string, owner: string, span: { now: number; until: number }): Promise<boolean>;
  release(account: string, owner: string): Promise<void>;
}
