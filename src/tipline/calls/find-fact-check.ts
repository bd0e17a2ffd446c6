import { openFrame, type Values } from '../../engine/conversation.ts';
import type { Difference, Match } from '../../matching/matcher.ts';
import { defang } from '../../review/links.ts';
import type { Tipline } from '../tipline.ts';
import { type Call, type CallResult, type Turn, textOf, wordsFor } from '../turn.ts';
import { shorten } from '../verdict-text.ts';
import { answerBundle } from './answer-bundle.ts';
import { readItems } from './read-items.ts';
import { findValid, tell } from './tell.ts';

/** Searches every item of a bundle; one item is answered in full, several briefly in one reply. */
export const findFactCheck: Call = async ({ tipline, turn, values }) => {
  const items = await readItems(tipline, turn, values);
  if (items.length > 1) return answerBundle(tipline, turn, items);
  const message = items[0]?.message;
  if (!message || message.text.trim() === '') {
    const kind = wordsFor(tipline, turn)(`kinds.${message?.kind ?? 'unknown'}`);
    return { outcome: 'wordless', values: { kind } };
  }
  const result = await answerText(tipline, turn, message.text);
  return result.outcome === 'none' ? joinOpenQuestion(turn, values, result) : result;
};

/** Searches with what the citizen wrote about a picture, a voice note or a film. */
export const findDescribed: Call = ({ tipline, turn, values }) =>
  answerText(tipline, turn, textOf(values.heard));

/** The sure answer to a text, a likely one to confirm, or none. */
async function answerText(tipline: Tipline, turn: Turn, text: string): Promise<CallResult> {
  const { tier, matches } = tipline.index.match(text);
  const [best] = matches;
  const factCheck = best && tier !== 'none' ? await findValid(tipline, best.id) : undefined;
  if (!best || !factCheck) return { outcome: 'none' };
  if (tier === 'answer') return { outcome: 'answer', values: tell(tipline, turn, factCheck) ?? {} };
  const title = defang(shorten(factCheck.title, 200));
  const values: Values = { picked: factCheck.id, title };
  const [difference] = best.differences;
  if (!difference) return { outcome: 'confirm', values };
  return {
    outcome: 'similar',
    values: { ...values, difference: describe(tipline, turn, difference) },
  };
}

function describe(tipline: Tipline, turn: Turn, difference: Difference): string {
  const words = wordsFor(tipline, turn);
  const list = (items: Match['differences'][number]['message']) =>
    items.length > 0 ? items.slice(0, 3).join(', ') : words('difference.nothing');
  const { type, message, factCheck } = difference;
  return words(`difference.${type}`, { message: list(message), factCheck: list(factCheck) });
}

/** While the consent question for an earlier message is open, a new unknown one joins it. */
function joinOpenQuestion(turn: Turn, values: Values, result: CallResult): CallResult {
  const top = openFrame(turn.conversation);
  const below = turn.conversation.frames.at(-2);
  if (!top || !below || below.flow !== 'submit' || below.state !== 'consent') return result;
  const items = [below.values.items, values.items].flatMap((list) =>
    Array.isArray(list) ? list : [],
  );
  const joined = { ...below, values: { ...below.values, items } };
  turn.conversation = { frames: [...turn.conversation.frames.slice(0, -2), joined, top] };
  return { outcome: 'joined' };
}
