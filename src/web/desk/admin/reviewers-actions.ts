import { type Role, roles } from '../../../domain/accounts/permissions.ts';
import {
  addReviewer,
  changeRole,
  disableReviewer,
  enableReviewer,
  type Managed,
  resetReviewer,
} from '../../../services/accounts/reviewers.ts';
import type { KnownVisit } from '../desk.ts';
import { fieldOf, partOf } from '../read-form.ts';
import { sendGiven, sendReviewers } from './reviewers-page.ts';

export async function takeReviewer(visit: KnownVisit): Promise<void> {
  const { desk, request, response, reviewer, words } = visit;
  const [name, password] = [fieldOf(request, 'name'), fieldOf(request, 'password')];
  const role = roleIn(visit);
  if (!role) return sendReviewers(visit, words.problem.text);
  const withTotp = fieldOf(request, 'totp') === 'yes';
  const added = await addReviewer(desk.gate, reviewer, { name, role, password, withTotp });
  const { problem, error } = words;
  if (added.type === 'bad-name') return sendReviewers(visit, problem.name[added.why]);
  if (added.type === 'bad-password') return sendReviewers(visit, problem.password[added.why]);
  if (added.type === 'taken') return sendReviewers(visit, problem.taken);
  if (added.type === 'forbidden') return sendReviewers(visit, error.denied);
  if (added.totp) return sendGiven(visit, added);
  response.redirect(303, '/review/reviewers?done=saved');
}

export async function takeRole(visit: KnownVisit): Promise<void> {
  const { desk, request, reviewer, words } = visit;
  const role = roleIn(visit);
  if (!role) return sendReviewers(visit, words.problem.text);
  await tell(visit, await changeRole(desk.gate, reviewer, { id: partOf(request, 'id'), role }));
}

export async function shutOut(visit: KnownVisit): Promise<void> {
  const { desk, request, reviewer } = visit;
  await tell(visit, await disableReviewer(desk.gate, reviewer, partOf(request, 'id')));
}

export async function letIn(visit: KnownVisit): Promise<void> {
  const { desk, request, reviewer } = visit;
  await tell(visit, await enableReviewer(desk.gate, reviewer, partOf(request, 'id')));
}

export async function takeReset(visit: KnownVisit): Promise<void> {
  const { desk, request, response, reviewer, words } = visit;
  const reset = await resetReviewer(desk.gate, reviewer, {
    id: partOf(request, 'id'),
    password: fieldOf(request, 'password'),
    withTotp: fieldOf(request, 'totp') === 'yes',
  });
  if (reset.type === 'bad-password') return sendReviewers(visit, words.problem.password[reset.why]);
  if (reset.type !== 'reset') return tell(visit, reset);
  if (reset.totp) return sendGiven(visit, reset);
  response.redirect(303, '/review/reviewers?done=saved');
}

async function tell(visit: KnownVisit, managed: Managed): Promise<void> {
  const { words, response } = visit;
  if (managed.type === 'done') return response.redirect(303, '/review/reviewers?done=saved');
  if (managed.type === 'last-admin') return sendReviewers(visit, words.reviewers.lastAdmin);
  await sendReviewers(
    visit,
    managed.type === 'forbidden' ? words.error.denied : words.error.missing,
  );
}

function roleIn({ request }: KnownVisit): Role | undefined {
  return roles.find((role) => role === fieldOf(request, 'role'));
}
