/** A message's true class and the one that was guessed; `biasa` also stands for no guess. */
export interface Outcome {
  label: string;
  guess: string;
}

/** How often a class was guessed and rightly, and how often it was there. */
export interface Counts {
  name: string;
  right: number;
  told: number;
  there: number;
}

/** The counts of each class. */
export function countClasses(outcomes: readonly Outcome[], classes: readonly string[]): Counts[] {
  return classes.map((name) => ({
    name,
    right: outcomes.filter(({ label, guess }) => label === name && guess === name).length,
    told: outcomes.filter(({ guess }) => guess === name).length,
    there: outcomes.filter(({ label }) => label === name).length,
  }));
}

/** A share with its counts and the Wilson interval that holds it with 95 %. */
export function formatShare(part: number, all: number): string {
  if (all === 0) return '–';
  const [low, high] = wilson(part, all);
  return `${(part / all).toFixed(2)} (${part}/${all}; ${low.toFixed(2)}–${high.toFixed(2)})`;
}

/** Wilson's interval for a share of so many, with 95 %. */
export function wilson(part: number, all: number): [number, number] {
  const z = 1.96;
  const share = part / all;
  const middle = share + (z * z) / (2 * all);
  const spread = z * Math.sqrt((share * (1 - share)) / all + (z * z) / (4 * all * all));
  const whole = 1 + (z * z) / all;
  return [Math.max(0, (middle - spread) / whole), Math.min(1, (middle + spread) / whole)];
}

/** Which class was taken for which: a line for each true one, a column for each guess. */
export function confusion(outcomes: readonly Outcome[], classes: readonly string[]): string[] {
  const cell = (text: string | number) => String(text).padStart(7);
  const short = (name: string) => name.slice(0, 6);
  const head = `${''.padEnd(20)}${classes.map((name) => cell(short(name))).join('')}`;
  const lines = classes.map((label) => {
    const own = outcomes.filter((outcome) => outcome.label === label);
    const counts = classes.map((name) => own.filter(({ guess }) => guess === name).length);
    return `${label.padEnd(20)}${counts.map(cell).join('')}`;
  });
  return [head, ...lines];
}
