import { isIn } from '../../domain/content/flow-names.ts';
import { type Conversation, openFrame } from '../../engine/conversation.ts';
import type { Input } from '../../engine/effect.ts';
import { wordsOf } from '../../i18n/fold.ts';
import { negationsIn } from '../../i18n/negation.ts';
import type { Received, TurnState } from '../../ports/turn-state.ts';
import { type Trouble, troubles, troublesOfMoney } from '../../triage/trouble/read-rules.ts';
import { LISTS } from '../../understanding/answer-words.ts';
import { asksTruth, HEARSAY, isOwn } from '../../understanding/unheard-words.ts';
import { whoseTrouble } from '../../understanding/whose-trouble.ts';
import type { Interpretation } from './interpretation.ts';
import { GROUPS } from './read-own-words.ts';

type OwnTrouble = Extract<Interpretation, { type: 'trouble' }>;

/** What is written on, for some hours, about trouble that was told, unless it clearly says something else. */
export function ongoingTrouble(
  { conversation }: TurnState,
  { letter, arrivedAt }: Received,
  reading: Interpretation,
): OwnTrouble | undefined {
  const { topic } = conversation;
  const kind = troubles.find((name) => name === topic?.name);
  const isRecent = arrivedAt - (topic?.at ?? 0) <= LASTS_MS;
  if (!kind || !isRecent || letter.type !== 'message' || letter.kind !== 'text') return undefined;
  const { text } = letter;
  if (letter.forwarded || letter.choice !== undefined || isCopied(text)) return undefined;
  const isTold = reading.type === 'trouble' && reading.kind !== 'unsure';
  if (!isTold && deniesTrouble(text, kind)) return { type: 'trouble', kind, sign: 'over' };
  const isLight = isCourtesy(reading);
  const isAsked = reading.type === 'trouble' && kind === 'unsure'; // it may be another one
  // What answers no question about a rumour was not meant for it.
  const isMuddled = reading.type === 'input' && reading.input.type === 'text';
  const isLost = isMuddled && isIn(openFrame(conversation), 'lookup');
  if (isAsked || !(isLight || isLost || isVague(reading, kind))) return undefined;
  // Thanks for help with money are thanks, and no word of danger.
  if (isLight && troublesOfMoney.has(kind)) return undefined;
  if (isOver(text)) return { type: 'trouble', kind, sign: 'over' };
  const isFarewell = kind === 'suicide' && means(reading, 'bye');
  if (isLight && kind !== 'unsure' && !isFarewell)
    return { type: 'trouble', kind, sign: means(reading, 'stop') ? 'stop' : 'heard' };
  const isNews = kind !== 'suicide' && isOfNews(text, !troublesOfMoney.has(kind));
  return isNews ? undefined : { type: 'trouble', kind, sign: 'more' };
}

/** A conversation without trouble that was spoken of too long ago to be meant, or that was only news, as was just said. */
export function withoutPastTrouble(
  { topic, frames }: Conversation,
  { now, input }: { now: number; input: Input | null },
): Conversation {
  const isNews = input?.type === 'choice' && input.choice === 'check-it';
  return topic && now - topic.at <= LASTS_MS && !isNews ? { frames, topic } : { frames };
}

/** What happens right now is written in one go. */
const LASTS_MS = 2 * 3_600_000;
/** More words are a message that was copied. */
const MOST_TYPED = 40;
const OVER =
  /\b(?:su?dah|udah|udh|sdh|wes|wis|already)(?: kok)?(?: di)? (?:aman|beres|baikan|selamat|tenang|ketemu|pulang|sadar|sampai|sampe|nyampe|safe|found)\b|\b(?:alhamdulillah|puji tuhan|syukurlah|be?rcanda|becanda|salah paham)\b|\bpergi orangnya\b|\borangnya (?:su?dah |udah )?pergi\b/i;

/** "Enggak, di film" and "bukan, cuma kambing" answer the question whether it happens to the writer. */
function deniesTrouble(text: string, kind: Trouble): boolean {
  const words = wordsOf(text);
  const isOf = (word: string, at: number) =>
    LISTS.kin.has(word) || (isOwn(word) && !LISTS.isNot.has(words[at - 1] ?? ''));
  const denied = kind === 'unsure' ? DENIED : NOT_ME;
  const isDenied = kind !== 'suicide' && denied.test(text);
  return isDenied && words.length <= MOST_DENIED && !words.some(isOf);
}

const MOST_DENIED = 6;
const NOT_ME = /^\W*(?:bukan|bkn|not) (?:saya|aku|gue|gw|me)\b/i;
/** "Ga napas" denies nothing. */
const DENIED =
  /^\W*(?:(?:bukan|bkn|not)\b(?! main)|(?:enggak|engga|nggak|ngga|gak|ga|tidak|ndak|ora|teu|no)(?:\W*$|\W*[,.!]| (?:kok|sih|ah|kak|min|pak|bu|cuma|cuman|hanya|itu|ini|di|dari)\b))/i;

/** "Udah sadar", but not "udah sadar tapi muntah" nor "ga becanda". */
function isOver(text: string): boolean {
  return OVER.test(text) && !YET.test(text) && negationsIn(text).length === 0;
}

const YET = /\b(?:tapi|tp|tetapi|masih|belum|blm|lagi|but|still)\b/i;
const means = (reading: Interpretation, intent: string) =>
  reading.type === 'intent' && reading.intent === intent;

/** Thanks, a greeting, "iya" and the like, which close no danger. */
function isCourtesy(reading: Interpretation): boolean {
  if (reading.type === 'pleasantry') return true;
  if (reading.type !== 'intent') return false;
  return means(reading, 'stop') || (reading.isPlain && GROUPS.closing.has(reading.intent));
}

/** What says nothing clear of its own. A plain question about Posko, or after help with money any wish, is answered. */
function isVague(reading: Interpretation, kind: Trouble): boolean {
  if (reading.type === 'trouble') return reading.kind === 'unsure';
  if (reading.type !== 'intent') return VAGUE.has(reading.type);
  const { intent, isPlain } = reading;
  const isOfMoney = troublesOfMoney.has(kind) && !GROUPS.weak.has(intent);
  if (isPlain) return GROUPS.afterHelp.has(intent) && !isOfMoney && !GROUPS.reassuring.has(intent);
  return [GROUPS.seldom, GROUPS.closing, GROUPS.afterHelp].some((group) => group.has(intent));
}

const VAGUE = new Set<Interpretation['type']>(['content', 'question', 'remark', 'unsure']);

function isCopied(text: string): boolean {
  return wordsOf(text).length > MOST_TYPED || /\n|https?:/.test(text);
}

/** Whether it asks if something is so, or tells what others say; in danger to life, "katanya kasih madu" in a few words goes on about it. */
function isOfNews(text: string, isOfLife: boolean): boolean {
  const words = wordsOf(text);
  const isHeard = words.some((word) => HEARSAY.has(word));
  const isAsked = asksTruth(text);
  if (isOfLife && isHeard && words.length <= (isAsked ? MOST_ASKED : MOST_SAID)) return false;
  return isHeard || isAsked || whoseTrouble(text) === 'news';
}

const MOST_SAID = 10;
/** A rumour that is asked about has more words than "katanya kasih madu, bener?". */
const MOST_ASKED = 5;
