import type { Tip } from '../../domain/cases/case.ts';
import { findLinks } from '../../domain/text/links.ts';
import { maskPersonalData } from '../../domain/text/mask.ts';
import { maskOwnNames } from '../../domain/text/mask-names.ts';
import { findProvince } from '../../domain/text/province.ts';
import { fold } from '../../i18n/fold.ts';
import { namesOf } from '../../i18n/say.ts';
import { idsOf, textOf } from '../../ports/turn.ts';
import { triage } from '../../triage/triage.ts';
import { type ActionDeps, action } from './action.ts';

type Deps = Pick<ActionDeps, 'store' | 'script'>;

/** Tells whether the month's allowance of messages has room for a question that may as well be left open. */
export const mayAsk = action(
  ['yes', 'no'],
  async ({ allowance }: Pick<ActionDeps, 'allowance'>) => ({
    outcome: (await allowance.hasRoom('question')) ? 'yes' : 'no',
  }),
);

/** Notes whether a verdict helped, and what was answered to an offer that is not accepted. */
export const noteFeedback = action(['noted'], (_deps, turn, values) => {
  const factCheck = textOf(values.factCheck);
  const isHelpful = values.chosen === 'helpful';
  if (factCheck !== '') {
    turn.changes.push({ type: 'feedback', factCheck, isHelpful, at: turn.now });
  }
  return { outcome: 'noted', values: { refusal: values.chosen ?? '' } };
});

const LONGEST = 2000;
const MOST = 5;

/** Notes with the citizen's tips what they answered to a reviewer's question. */
export const noteReply = action(['noted'], async (deps: Deps, turn, values) => {
  const ids = idsOf(values.tips);
  const text = maskPersonalData(maskOwnNames(textOf(values.heard))).slice(0, LONGEST);
  const answer = { question: textOf(values.question), text, at: turn.now };
  const tips = await deps.store.cases.tipsBy(turn.citizen, 100);
  for (const { id, answers = [] } of tips.filter((tip) => ids.includes(tip.id))) {
    const notes = { answers: [...answers, answer].slice(-MOST) };
    turn.changes.push({ type: 'note-tips', ids: [id], notes });
  }
  return { outcome: 'noted' };
});

/** Notes where a message came from and where its citizen lives, as far as a free sentence tells; guesses at the threat again with it. */
export const noteOrigin = action(['noted'], async (deps: Deps, turn, values) => {
  const heard = textOf(values.heard);
  const source = sourceIn(heard, (name) =>
    namesOf(deps.script.locales, turn.profile.language, name),
  );
  const region = findProvince(heard);
  const account = /(?<![\w.])@[\w.]{2,}/.exec(heard) ?? [];
  const [link] = [...findLinks(heard).map(maskPersonalData), ...account];
  const notes = { ...(source && { source }), ...(region && { region }), ...(link && { link }) };
  const ids = idsOf(values.tips);
  for (const tip of await deps.store.cases.tipsBy(turn.citizen, 50)) {
    if (!ids.includes(tip.id) || Object.keys(notes).length === 0) continue;
    const text = [tip.text, ...(tip.read ?? []).map((each) => each.text)].join('\n');
    const guess = triage({ text, source });
    turn.changes.push({
      type: 'note-tips',
      ids: [tip.id],
      notes: { ...notes, ...(guess && { triage: guess }) },
    });
  }
  return { outcome: 'noted' };
});

type Source = NonNullable<Tip['source']>;

/** The surest first: a message of the family's group came from a group, whoever sent it there. */
const order = ['stranger', 'advert', 'group', 'account', 'family'] as const satisfies Source[];

/** Finds where a citizen got a message from in their own words, by the names that each source has; undefined if they tell none. */
export function sourceIn(text: string, namesOf: (source: Source) => readonly string[]) {
  const said = ` ${fold(text).replace(/\b(?:bukan|not)(?: dari| from)? \w+/g, '')} `;
  return order.find((source) => namesOf(source).some((name) => said.includes(` ${fold(name)} `)));
}
