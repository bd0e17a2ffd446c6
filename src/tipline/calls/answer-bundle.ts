import type { ListItem } from '../../engine/conversation.ts';
import type { Message } from '../message.ts';
import type { Tipline } from '../tipline.ts';
import { type CallResult, type Turn, wordsFor } from '../turn.ts';
import { briefVerdict, shorten } from '../verdict-text.ts';
import { matchText } from './match-text.ts';
import type { Item } from './read-items.ts';
import { findValid, recordTold } from './tell.ts';

/** How many messages of a bundle are answered one by one; WhatsApp texts have an end. */
const MAX_ITEMS = 10;

/** Answers each message of a bundle in a numbered line; what is unanswered stays in `items`. */
export async function answerBundle(
  tipline: Tipline,
  turn: Turn,
  items: readonly Item[],
): Promise<CallResult> {
  const results: string[] = [];
  const open: ListItem[] = [];
  for (const [index, { key, message }] of items.slice(0, MAX_ITEMS).entries()) {
    const line = await answerItem(tipline, turn, { message, number: index + 1 });
    results.push(line.text);
    if (!line.isAnswered) open.push({ id: key, label: '' });
  }
  const values = { count: items.length, results: results.join('\n\n'), factCheck: '' };
  if (open.length === 0) return { outcome: 'bundle', values };
  return { outcome: 'bundle-open', values: { ...values, items: open } };
}

async function answerItem(
  tipline: Tipline,
  turn: Turn,
  { message, number }: { message: Message; number: number },
): Promise<{ text: string; isAnswered: boolean }> {
  const words = wordsFor(tipline, turn);
  if (message.text.trim() === '') {
    const kind = words(`kinds.${message.kind}`);
    return { text: words('bundle.wordless', { number, kind }), isAnswered: false };
  }
  const excerpt = shorten(message.text, 60);
  const { tier, matches } = await matchText(tipline, turn, message.text);
  const best = matches[0] && tier !== 'none' ? await findValid(tipline, matches[0].id) : undefined;
  if (!best) return { text: words('bundle.unknown', { number, excerpt }), isAnswered: false };
  if (tier === 'confirm') {
    const title = shorten(best.title, 120);
    const url = best.url ? ` ${best.url}` : '';
    return { text: words('bundle.maybe', { number, excerpt, title, url }), isAnswered: false };
  }
  recordTold(turn, best);
  const verdict = briefVerdict(tipline.script, turn.profile.language, best);
  return { text: words('bundle.answered', { number, excerpt, verdict }), isAnswered: true };
}
