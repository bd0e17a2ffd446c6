/** A message that a citizen writes; `mark` is a word that only its answer repeats. */
export interface Writing {
  citizen: string;
  id: string;
  text: string;
  mark?: string;
  forwarded?: boolean;
  at?: number;
}

/** What carries messages between citizens and the post, and outlives the post's processes. */
export interface Network {
  /** What the post is started with. */
  readonly environment: Readonly<Record<string, string>>;
  /** How long a reply that was sent twice by mistake may take to appear. */
  readonly aftermathMs: number;
  /** How often the intake answered with each status, or not at all. */
  readonly statuses: Map<string, number>;
  /** Delivers a message; resolves when the post has acknowledged it. */
  write(writing: Writing): Promise<void>;
  /** What stands on a citizen's screen, oldest first; the id is the reply's, the same at every attempt. */
  shown(citizen: string): readonly { id: string; text: string }[];
  close(): Promise<void>;
}
