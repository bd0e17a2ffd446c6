import { maskPersonalData } from '../../domain/text/mask.ts';
import { maskOwnNames } from '../../domain/text/mask-names.ts';
import { type Call, idsOf, textOf } from '../../ports/turn.ts';

const LONGEST = 2000;
const MOST = 5;

/** Notes with the citizen's tips what they answered to a reviewer's question. */
export const noteReply: Call<'noted'> = async ({ tipline, turn, values }) => {
  const ids = idsOf(values.tips);
  const text = maskPersonalData(maskOwnNames(textOf(values.heard))).slice(0, LONGEST);
  const answer = { question: textOf(values.question), text, at: turn.now };
  const tips = await tipline.store.cases.tipsBy(turn.citizen, 100);
  for (const { id, answers = [] } of tips.filter((tip) => ids.includes(tip.id))) {
    const notes = { answers: [...answers, answer].slice(-MOST) };
    turn.changes.push({ type: 'note-tips', ids: [id], notes });
  }
  return { outcome: 'noted' };
};
