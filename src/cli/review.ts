import type { Command } from 'commander';
import { createCommand } from './create-command.ts';
import { addWordings } from './name-wordings.ts';
import { addCaseActions } from './review-case.ts';
import { addLooking } from './review-look.ts';

/** `posko review …`: the queue without a screen. */
export function reviewCommand(): Command {
  const review = createCommand('review');
  addLooking(review);
  addCaseActions(review);
  addWordings(review);
  return review;
}
