import type { Values } from '../../engine/conversation.ts';
import { sources, type Tip, worries } from '../../review/case.ts';
import { maskPersonalData } from '../../review/mask.ts';
import { findProvince } from '../../review/province.ts';
import type { Tipline } from '../tipline.ts';
import { type Call, idsOf, type Turn, textOf } from '../turn.ts';

/** Notes where the message came from. */
export const noteSource: Call = async ({ tipline, turn, values }) => {
  const source = sources.find((name) => name === values.chosen);
  if (source) await note(tipline, turn, { values, notes: { source } });
  return { outcome: 'noted' };
};

/** Notes the link or account behind it. */
export const noteLink: Call = async ({ tipline, turn, values }) => {
  const link = maskPersonalData(textOf(values.heard)).slice(0, 300);
  await note(tipline, turn, { values, notes: { link } });
  return { outcome: 'noted' };
};

/** Notes the province; asks once more when it is not understood, then lets it be. */
export const noteRegion: Call = async ({ tipline, turn, values }) => {
  const region = findProvince(textOf(values.heard));
  if (!region)
    return values.tried ? { outcome: 'unknown' } : { outcome: 'unclear', values: { tried: 1 } };
  await note(tipline, turn, { values, notes: { region } });
  return { outcome: 'noted' };
};

/** Notes what worries the citizen. */
export const noteWorry: Call = async ({ tipline, turn, values }) => {
  const worry = worries.find((name) => name === values.chosen);
  if (worry) await note(tipline, turn, { values, notes: { worry } });
  return { outcome: 'noted' };
};

/** Notes whether a verdict helped. */
export const noteFeedback: Call = ({ turn, values }) => {
  const factCheck = textOf(values.factCheck);
  const isHelpful = values.chosen === 'helpful';
  if (factCheck !== '') {
    turn.changes.push({ type: 'feedback', factCheck, isHelpful, at: turn.now });
  }
  return { outcome: 'noted' };
};

async function note(
  tipline: Tipline,
  turn: Turn,
  { values, notes }: { values: Values; notes: Partial<Tip> },
): Promise<void> {
  const ids = new Set(idsOf(values.tips));
  const tips = (await tipline.store.cases.tipsBy(turn.citizen, 200)).filter(({ id }) =>
    ids.has(id),
  );
  turn.changes.push({ type: 'change-tips', tips: tips.map((tip) => ({ ...tip, ...notes })) });
}
