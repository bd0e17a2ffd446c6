import type { Command } from 'commander';
import type { AppDeps } from '../app/app-deps.ts';
import { Failure } from '../app/user-error.ts';
import { closings, decisionSchema } from '../domain/cases/case.ts';
import { type Lack, lackOf } from '../domain/cases/own-words.ts';
import { verdicts } from '../domain/fact-checks/verdicts.ts';
import { close, reply } from '../services/cases/decide-case.ts';
import { approve, sendBack } from '../services/cases/second-review.ts';
import { takeBack, unmerge } from '../services/cases/undo.ts';
import { addWordingOptions, type ChosenWordings, chooseNamed } from './name-wordings.ts';
import { addAttach } from './review-attach.ts';
import { actionOf, addReview, type Common, complaint, finish } from './review-command.ts';

/** The commands that decide a case, or take a decision back. */
export function addDeciding(review: Command): void {
  addReply(review);
  addSecondPerson(review);
  addAttach(review);
  addReview(
    review,
    {
      usage: 'close <ticket> <reason>',
      description: `close a case without a verdict; the citizens hear why (${closings.join(', ')})`,
      needs: 'close-case',
    },
    closeCase,
  );
  addReview(
    review,
    {
      usage: 'undo <ticket>',
      description: 'take back a verdict or closing that nobody was told yet',
      needs: 'decide',
    },
    (deps, options, ticket = '') =>
      finish(options, ticket, takeBack(deps, actionOf(options, ticket))),
  );
  addReview(
    review,
    { usage: 'unmerge <ticket>', description: 'take a merged case out again', needs: 'merge' },
    (deps, options, ticket = '') =>
      finish(options, ticket, unmerge(deps, actionOf(options, ticket))),
  );
}

function addReply(review: Command): void {
  const command = addReview(
    review,
    {
      usage: 'reply <ticket>',
      description: 'publish a verdict and tell everyone who asked',
      needs: 'decide',
    },
    publish,
  )
    .requiredOption('--verdict <verdict>', verdicts.join(', '))
    .requiredOption('--summary <text>', 'why, in one or two plain sentences of your own')
    .option('--url <address>', 'where the check can be read')
    .option(
      '--without-source <why>',
      'why there is no address to name; without either nothing goes out',
    )
    .option('--title <text>', 'the claim in one line');
  addWordingOptions(command);
}

type ReplyOptions = Common & ChosenWordings & { withoutSource?: string; title?: string };

async function publish(deps: AppDeps, options: ReplyOptions, ticket = ''): Promise<void> {
  const { withoutSource: noSource, ...fields } = options;
  const read = decisionSchema.safeParse({ ...fields, ...(noSource && { noSource }) });
  if (!read.success) throw new Failure(complaint(read.error.issues));
  const lack = lackOf(read.data);
  if (lack) throw new Failure(`${ticket}: ${LACKS[lack]}`);
  const action = actionOf(options, ticket);
  await chooseNamed(deps, action, { options, title: options.title });
  await finish(options, ticket, reply(deps, action, read.data));
}

const LACKS: Readonly<Record<Lack, string>> = {
  template: '--summary is still an example sentence; write one of your own',
  bare: '--summary only names the verdict; write what is true',
  'no-source': 'name the source with --url, or say with --without-source why there is none',
};

function addSecondPerson(review: Command): void {
  addReview(
    review,
    {
      usage: 'approve <ticket>',
      description: 'publish what somebody else has proposed',
      needs: 'publish-second',
    },
    (deps, options, ticket = '') =>
      finish(options, ticket, approve(deps, actionOf(options, ticket))),
  );
  addReview(
    review,
    {
      usage: 'send-back <ticket> <why>',
      description: 'give a proposal back to whoever made it',
      needs: 'decide',
    },
    (deps, options, ticket = '', why = '') =>
      finish(options, ticket, sendBack(deps, actionOf(options, ticket), why)),
  );
}

async function closeCase(deps: AppDeps, options: Common, ticket = '', reason = '') {
  const closing = closings.find((name) => name === reason);
  if (!closing) throw new Failure(`the reason must be one of ${closings.join(', ')}`);
  await finish(options, ticket, close(deps, actionOf(options, ticket), closing));
}
