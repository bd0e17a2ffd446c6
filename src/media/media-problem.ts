import type { Run } from './run-bounded.ts';

/** Why a file is unreadable; `missing tool` is about this machine, the rest about the file. */
export type MediaProblem =
  | 'missing tool'
  | 'unknown format'
  | 'unreadable'
  | 'too short'
  | 'too much';

/** Converts an unsuccessful run to the problem of its file. */
export function problemOf(run: Exclude<Run, { type: 'done' }>): MediaProblem {
  return PROBLEMS[run.type];
}

const PROBLEMS = {
  missing: 'missing tool',
  'too much': 'too much',
  failed: 'unreadable',
} as const;
