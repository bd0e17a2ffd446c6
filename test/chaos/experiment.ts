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
  /** Whether it is a time, which says nothing where other work runs beside it. */
  isTime?: true;
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

/** Everything that is above its limit; of times in a small run, which may share its machine, only those without an end. */
export function missedMarks(
  { lost, misordered, repeats, marks }: Result,
  isSmall: boolean,
): Mark[] {
  const counts = Object.entries({ lost, misordered, repeats });
  const all: Mark[] = [...counts.map(([what, value]) => ({ what, value, most: 0 })), ...marks];
  return all.filter(({ value, most, isTime }) =>
    isSmall && isTime ? !Number.isFinite(value) : !(value <= most),
  );
}
