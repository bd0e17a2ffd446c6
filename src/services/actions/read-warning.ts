import { type Call, textOf } from '../../ports/turn.ts';
import { findValid, tell } from './answer-verdict.ts';

/** Tells a subscriber of a verdict on what is spreading; not whoever knows it already, nor what was withdrawn. */
export const readWarning: Call<'warning' | 'gone'> = async ({ tipline, turn, values }) => {
  const factCheck = await findValid(tipline, textOf(values.factCheck));
  if (!factCheck) return { outcome: 'gone' };
  const told = await tipline.store.ledger.toldTo(turn.citizen);
  const isKnown = told.some(
    (entry) => entry.factCheck === factCheck.id && entry.version >= factCheck.version,
  );
  if (isKnown) return { outcome: 'gone' };
  const said = tell(tipline, turn, factCheck);
  turn.asked = [];
  return { outcome: 'warning', values: said };
};
