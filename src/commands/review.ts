import { userInfo } from 'node:os';
import { Command, Option } from 'commander';
import { closings, decisionSchema } from '../review/case.ts';
import { verdicts } from '../review/fact-check.ts';
import { claim, release, reply } from '../tipline/desk/decide.ts';
import type { Tipline } from '../tipline/tipline.ts';
import { atDesk } from './desk.ts';
import { configFor, Failure } from './output.ts';
import {
  type Common,
  closeCase,
  complaint,
  correct,
  finish,
  list,
  merge,
  nextCase,
  retract,
  show,
  split,
  toTicket,
} from './review-actions.ts';

/** `posko review …`: the queue without a screen. */
export function reviewCommand(): Command {
  const review = new Command('review').description('work the queue of cases');
  add(review, 'next', 'show the most urgent case that nobody works on', nextCase);
  add(review, 'list', 'list the open cases, most urgent first', list);
  add(review, 'show <ticket>', 'show a case in full', show);
  add(review, 'claim <ticket>', 'claim a case for ten minutes', (tipline, options, ticket) =>
    finish(options, ticket, claim(tipline, { ticket, reviewer: options.as })),
  );
  add(review, 'release <ticket>', 'give a case back to the queue', (tipline, options, ticket) =>
    finish(options, ticket, release(tipline, { ticket, reviewer: options.as })),
  );
  addReply(review);
  addCorrect(review);
  add(
    review,
    'retract <ticket> <reason>',
    'withdraw a published verdict; everyone who was told it hears the reason',
    retract,
  );
  add(
    review,
    `close <ticket> <${closings.join('|')}>`,
    'close a case without a verdict; the citizens hear why',
    closeCase,
  );
  add(review, 'merge <ticket> <into>', 'join a case to another that asks the same', merge);
  add(review, 'split <ticket> <tip>', 'take one tip out into a case of its own', split);
  return review;
}

type Act = (tipline: Tipline, options: Common, ...words: string[]) => Promise<void>;

function add(review: Command, usage: string, description: string, act: Act): Command {
  const command = review
    .command(usage.replace(/<[^>]*\|[^>]*>/, '<reason>'))
    .description(description);
  if (usage.includes('|')) command.usage(usage.slice(usage.indexOf(' ') + 1));
  return common(command).action(async (...given: unknown[]) => {
    const words = given
      .slice(0, -2)
      .map((word, index) => (index === 0 ? toTicket(word) : String(word)));
    const options = command.opts<Common>();
    await atDesk(configFor(options), (tipline) => act(tipline, options, ...words));
  });
}

function common(command: Command): Command {
  return command
    .option('--json', 'print JSON')
    .option('--data <folder>', 'folder of the embedded store')
    .addOption(
      new Option('--as <reviewer>', 'your name').default(userInfo().username, 'your login'),
    );
}

function addReply(review: Command): void {
  add(
    review,
    'reply <ticket>',
    'publish a verdict and tell everyone who asked',
    (tipline, options, ticket) => {
      const read = decisionSchema.safeParse(options);
      if (!read.success) throw new Failure(complaint(read.error.issues));
      return finish(options, ticket, reply(tipline, { ticket, reviewer: options.as }, read.data));
    },
  )
    .requiredOption('--verdict <verdict>', verdicts.join(', '))
    .requiredOption('--summary <text>', 'why, in one or two plain sentences')
    .option('--url <address>', 'where the check can be read')
    .option('--title <text>', 'the claim in one line');
}

function addCorrect(review: Command): void {
  add(
    review,
    'correct <ticket>',
    'correct a published verdict and tell everyone who was told it',
    correct,
  )
    .option('--verdict <verdict>', verdicts.join(', '))
    .option('--summary <text>', 'why, in one or two plain sentences')
    .option('--url <address>', 'where the check can be read');
}
