import {
  type EntryChange,
  retireVoterEntry,
  saveVoterEntry,
} from '../../../services/voters/edit-answers.ts';
import { html, type Part } from '../../shared/html.ts';
import type { KnownVisit, Route } from '../desk.ts';
import { fieldOf, partOf } from '../read-form.ts';
import {
  fieldOfPart,
  type TypedAnswer,
  toEntry,
  typeAnswer,
  typedAnswerIn,
} from '../typed-answer.ts';
import { sendAnswerForm } from './voter-answer-page.ts';
import { sendVoters } from './voters-page.ts';

/** An empty form. */
export function showNewAnswer(visit: KnownVisit): void {
  sendAnswerForm(visit, { typed: typedAnswerIn({ body: {} }) });
}

/** Adds an answer; an incomplete one is shown again with its faults. */
export async function takeNewAnswer(visit: KnownVisit): Promise<void> {
  const { desk, request, response, reviewer, words } = visit;
  const typed = typedAnswerIn(request);
  const changing = { entry: toEntry(typed), by: reviewer.name, revision: 0 };
  await desk.deps.voterAnswers.follow();
  const isTaken = desk.deps.voterAnswers.get(typed.id) !== undefined;
  if (isTaken) return sendAnswerForm(visit, { typed, alert: words.voters.wrong.taken });
  const change = await saveVoterEntry(desk.deps, changing);
  const alert = alertOf(visit, change);
  if (alert !== undefined) return sendAnswerForm(visit, { typed, alert });
  response.redirect(303, '/review/voter-answers?done=saved');
}

/** The form of an answer that there is. */
export async function showAnswer(visit: KnownVisit): Promise<void> {
  const known = visit.desk.deps.voterAnswers.get(partOf(visit.request, 'id'));
  if (!known) return sendVoters(visit, visit.words.voters.wrong.unknown);
  sendAnswerForm(visit, { typed: typeAnswer(known.entry), known });
}

/** Changes an answer on the version that its form was made from. */
export async function takeAnswer(visit: KnownVisit): Promise<void> {
  const { desk, request, response, reviewer } = visit;
  const id = partOf(request, 'id');
  const typed = { ...typedAnswerIn(request), id };
  if (!desk.deps.voterAnswers.get(id)) return sendVoters(visit, visit.words.voters.wrong.unknown);
  const changing = { entry: toEntry(typed), by: reviewer.name, revision: revisionIn(visit) };
  const change = await saveVoterEntry(desk.deps, changing);
  const alert = alertOf(visit, change);
  if (alert !== undefined) return showAgain(visit, { id, alert, typed, change });
  response.redirect(303, `/review/voter-answers?done=${change.type === 'same' ? 'same' : 'saved'}`);
}

/** Takes an answer away from citizens. */
export async function retireAnswer(visit: KnownVisit): Promise<void> {
  const { desk, request, response, reviewer } = visit;
  const id = partOf(request, 'id');
  const change = await retireVoterEntry(desk.deps, {
    id,
    by: reviewer.name,
    revision: revisionIn(visit),
  });
  if (change.type === 'unknown') return sendVoters(visit, visit.words.voters.wrong.unknown);
  const alert = alertOf(visit, change);
  if (alert !== undefined)
    return showAgain(visit, { id, alert, typed: typedAnswerIn(request), change });
  response.redirect(303, '/review/voter-answers?done=saved');
}

/** Shows what was typed, or, where somebody else was faster, what the answer says now. */
function showAgain(
  visit: KnownVisit,
  {
    id,
    alert,
    typed,
    change,
  }: { id: string; alert: Part; typed: TypedAnswer; change: EntryChange },
): void {
  const known = visit.desk.deps.voterAnswers.get(id);
  const isStale = change.type === 'stale' && known !== undefined;
  sendAnswerForm(visit, { typed: isStale ? typeAnswer(known.entry) : typed, known, alert });
}

function revisionIn({ request }: KnownVisit): number {
  const given = fieldOf(request, 'revision');
  return /^\d{1,9}$/.test(given) ? Number(given) : 0;
}

function alertOf({ words }: KnownVisit, change: EntryChange): Part {
  const { wrong, form } = words.voters;
  switch (change.type) {
    case 'saved':
    case 'same':
      return undefined;
    case 'stale':
    case 'full':
    case 'unknown':
      return wrong[change.type];
    case 'bad': {
      const lines = change.problems.map(({ field }) => {
        const name = fieldOfPart(field);
        return name === undefined ? wrong.other : wrong.field(form[name]);
      });
      return html`<ul>${[...new Set(lines)].map((line) => html`<li>${line}</li>`)}</ul>`;
    }
  }
}

const ANSWER = '/voter-answers/:id';

/** Pages of the answers for voters: all may read them, editors change them. */
export const voterRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/voter-answers',
    needs: 'see-fact-checks',
    run: (visit) => sendVoters(visit),
  },
  { method: 'get', path: '/new-voter-answer', needs: 'edit-voter-answers', run: showNewAnswer },
  { method: 'post', path: '/new-voter-answer', needs: 'edit-voter-answers', run: takeNewAnswer },
  { method: 'get', path: ANSWER, needs: 'edit-voter-answers', run: showAnswer },
  { method: 'post', path: ANSWER, needs: 'edit-voter-answers', run: takeAnswer },
  { method: 'post', path: `${ANSWER}/retire`, needs: 'edit-voter-answers', run: retireAnswer },
];
