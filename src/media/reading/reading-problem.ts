import type { Evidence } from '../../domain/messages/evidence.ts';
import type { MediaProblem } from '../media-problem.ts';

/** Converts the problem of a file to the sender's view. */
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
