/** How large an experiment is to be, and where its chance comes from. */
export interface Setting {
  isSmall: boolean;
  random(): number;
  /** Tells how far it has come. */
  say(what: string): void;
}

/** A figure that must not be above its limit. */
export interface Mark {
  what: string;
  value: number;
  most: number;
}

/** What came of an experiment. */
export interface Result {
  did: string;
  messages: number;
  lost: number;
  misordered: number;
  repeats: number;
  recoveryS?: number;
  /** Marks beside the three counts above, which must be 0. */
  marks: readonly Mark[];
  /** Figures that nothing hangs on. */
  figures?: Readonly<Record<string, number | string>>;
  /** What was wrong, for whoever has to mend it. */
  faults?: readonly string[];
}

/** One way to make trouble. */
export interface Experiment {
  id: string;
  title: string;
  run(setting: Setting): Promise<Result>;
}

/** Everything that is above its limit. */
export function missedMarks({ lost, misordered, repeats, marks }: Result): Mark[] {
  const counts = Object.entries({ lost, misordered, repeats });
  const all = [...counts.map(([what, value]) => ({ what, value, most: 0 })), ...marks];
  return all.filter(({ value, most }) => !(value <= most));
}
