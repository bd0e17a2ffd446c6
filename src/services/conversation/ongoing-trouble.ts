import { isIn } from '../../domain/content/flow-names.ts';
import { openFrame } from '../../engine/conversation.ts';
import { wordsOf } from '../../i18n/fold.ts';
import type { Received, TurnState } from '../../ports/turn-state.ts';
import { type Trouble, troubles } from '../../triage/trouble/read-rules.ts';
import { asksTruth, HEARSAY } from '../../understanding/unheard-words.ts';
import { whoseTrouble } from '../../understanding/whose-trouble.ts';
import type { Interpretation } from './interpretation.ts';
import { GROUPS } from './read-own-words.ts';

/** The trouble that what is written goes on about: help was named just before, and it says nothing else for sure. */
export function ongoingTrouble(
  { conversation }: TurnState,
  { letter, arrivedAt }: Received,
  reading: Interpretation,
): Trouble | undefined {
  const open = openFrame(conversation);
  if (!isIn(open, 'danger') || letter.type !== 'message') return undefined;
  const since = arrivedAt - Number(open?.values.helpedAt ?? 0);
  const isTyped = letter.kind === 'text' && !letter.forwarded && letter.choice === undefined;
  if (since > LASTS_MS || !isTyped || !isVague(reading) || isOfNews(letter.text)) return undefined;
  return troubles.find((kind) => kind === open?.values.kind);
}

/** What happens right now is written in one go. */
const LASTS_MS = 2 * 3_600_000;
/** More words are a message that was copied. */
const MOST_TYPED = 40;
const OVER =
  /\b(?:su?dah|udah|udh|sdh|wes|wis|already) (?:aman|beres|baikan|selamat|tenang|safe)\b/i;

function isVague(reading: Interpretation): boolean {
  if (reading.type === 'trouble') return reading.kind === 'unsure';
  if (reading.type !== 'intent') return VAGUE.has(reading.type);
  const { intent, isPlain } = reading;
  return GROUPS.afterHelp.has(intent) || (!isPlain && GROUPS.closing.has(intent));
}

const VAGUE = new Set<Interpretation['type']>(['content', 'question', 'remark', 'unsure']);

/** Whether it asks if something is so, is copied, or says that all is well. */
function isOfNews(text: string): boolean {
  const words = wordsOf(text);
  const isCopied = words.length > MOST_TYPED || /\n|https?:/.test(text);
  const isOfOthers = whoseTrouble(text) === 'news' || words.some((word) => HEARSAY.has(word));
  return isCopied || isOfOthers || asksTruth(text) || OVER.test(text);
}
