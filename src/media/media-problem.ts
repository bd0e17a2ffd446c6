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
  switch (run.type) {
    case 'missing':
      return 'missing tool';
    case 'too much':
      return 'too much';
    case 'failed':
      return 'unreadable';
  }
}
