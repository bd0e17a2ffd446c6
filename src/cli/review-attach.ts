import type { Command } from 'commander';
import type { AppDeps } from '../app/app-deps.ts';
import { Failure } from '../app/user-error.ts';
import { attachFactCheck } from '../services/cases/attach-fact-check.ts';
import {
  type Comparison,
  compareFactCheck,
  doubtOf,
} from '../services/cases/compare-fact-check.ts';
import { differencesInWords } from '../terminal/show-wordings.ts';
import { addWordingOptions, type ChosenWordings, chooseNamed } from './name-wordings.ts';
import { actionOf, addReview, type Common, finish } from './review-command.ts';

type AttachOptions = Common & ChosenWordings & { confirm?: string; reason?: string };

/** `posko review attach …`: settles a case by a fact-check, once what differs was seen. */
export function addAttach(review: Command): void {
  const command = addReview(
    review,
    {
      usage: 'attach <ticket> <fact-check>',
      description: 'settle a case by a fact-check that exists',
      needs: 'decide',
    },
    attach,
  )
    .option('--confirm <code>', 'you have seen what differs; the code stands beside it')
    .option('--reason <text>', 'why it answers the case, where the two are unlike');
  addWordingOptions(command);
}

async function attach(deps: AppDeps, options: AttachOptions, ticket = '', id = ''): Promise<void> {
  const found = await deps.store.cases.byTicket(ticket);
  const compared = found && (await compareFactCheck(deps, found, id));
  const agreed = { confirmed: options.confirm, reason: options.reason };
  const doubt = compared && doubtOf(compared, agreed);
  if (compared && doubt) throw new Failure(tellDoubt(ticket, compared, doubt));
  const action = actionOf(options, ticket);
  await chooseNamed(deps, action, { options, factCheck: id });
  await finish(options, ticket, attachFactCheck(deps, action, id, agreed));
}

/** What stands in the way, with all that has to be looked at. */
function tellDoubt(
  ticket: string,
  { factCheck, score, differences, isUnlike, key }: Comparison,
  doubt: NonNullable<ReturnType<typeof doubtOf>>,
): string {
  const flags = [`--confirm ${key}`, ...(isUnlike ? ['--reason "…"'] : [])].join(' ');
  return [
    `${ticket}: ${factCheck.id} matches by ${Math.round(score * 100)} %${doubt === 'unlike' ? ', which is too little without a reason' : ''}`,
    `  ${factCheck.title}`,
    ...differencesInWords(differences).map((line) => `  ${line}`),
    `If it answers the case all the same: ${flags}`,
  ].join('\n');
}
