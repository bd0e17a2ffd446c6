import type { Run } from './run-bounded.ts';

/** Why nothing could be read from a file; `missing tool` is about this machine, the rest about the file. */
export type MediaProblem =
  | 'missing tool'
  | 'unknown format'
  | 'unreadable'
  | 'too short'
  | 'too much';

/** What a run that was not done says of the file. */
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
