/** Wakes a citizen's turn or sending, now or at a time; a wake may be lost, the sweep finds it. */
export interface Jobs {
  wake(job: Job, at?: number): void;
}

/** What is to be done for a citizen; `place` names the channel whose holder alone can do it. */
export interface Job {
  type: 'turn' | 'send';
  citizen: string;
  place?: string;
  /** Found by the sweep rather than by a message: a turn lets others go first, and it counts as no new message. */
  isPatient?: boolean;
  /** Brings a verdict, or helps someone in danger: goes before the repeats of those who write again and again. */
  isPromised?: boolean;
}

/** Returns the key under which two jobs must not run at the same time. */
export function keyOf({ type, citizen, place = '' }: Job): string {
  return `${type}:${place}:${citizen}`;
}
