import type { Tipline } from '../../app/context.ts';
import type { PublishedFactCheck } from '../../domain/fact-checks/published-fact-check.ts';
import { type Call, type CallResult, type Turn, textOf } from '../../ports/turn.ts';
import { cardCaption } from '../fact-checks/card-text.ts';

/** Makes the card of the verdict that the citizen has just read; what was withdrawn meanwhile is shown as that. */
export const makeCard: Call<'made'> = async ({ tipline, turn, values }) => {
  const factCheck = await tipline.store.factChecks.get(textOf(values.factCheck));
  if (!factCheck) throw new Error('a verdict that was told is not in the store');
  return made(tipline, turn, factCheck);
};

/** Makes the card of the verdict that the citizen was told last. */
export const makeLastCard: Call<'made' | 'none'> = async ({ tipline, turn }) => {
  const { ledger, factChecks } = tipline.store;
  const told = await ledger.toldTo(turn.citizen);
  const last = told.reduce<(typeof told)[number] | undefined>(
    (latest, each) => (latest && latest.at > each.at ? latest : each),
    undefined,
  );
  const factCheck = last && (await factChecks.get(last.factCheck));
  return factCheck ? made(tipline, turn, factCheck) : { outcome: 'none' };
};

function made(tipline: Tipline, turn: Turn, factCheck: PublishedFactCheck): CallResult<'made'> {
  const caption = cardCaption(tipline, turn.profile.language, factCheck);
  const { id, version } = factCheck;
  return { outcome: 'made', values: { caption, factCheck: id, version } };
}
