import type { Run } from './run-bounded.ts';

/** Why a file is unreadable; `missing tool` is about this machine, the rest about the file. */
export type MediaProblem =
  | 'missing tool'
  | 'unknown format'
  | 'unreadable'
  | 'too short'
  | 'too much';

/** The problem of the file of an unsuccessful run. */
export function problemOf({ type }: Exclude<Run, { type: 'done' }>): MediaProblem {
  return PROBLEMS[type];
}

const PROBLEMS = { missing: 'missing tool', 'too much': 'too much', failed: 'unreadable' } as const;
