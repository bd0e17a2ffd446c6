import type { Evidence } from '../../domain/messages/evidence.ts';
import type { MediaProblem } from '../media-problem.ts';

/** What the problem of a file means to who sent it. */
export function toReadingProblem(problem: MediaProblem): NonNullable<Evidence['problem']> {
  switch (problem) {
    case 'missing tool':
      return 'not-installed';
    case 'unknown format':
      return 'unsupported';
    case 'unreadable':
    case 'too short':
      return 'unreadable';
    case 'too much':
      return 'too-large';
  }
}
