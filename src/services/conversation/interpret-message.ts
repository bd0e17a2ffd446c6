import { readAnswer } from '../../domain/cases/saved-answer.ts';
import type { BotContent } from '../../domain/content/bot-content.ts';
import { isIn, start } from '../../domain/content/flow-names.ts';
import type { Message } from '../../domain/messages/message.ts';
import { REPORT_FORM } from '../../domain/reports/report-form.ts';
import { IDENTITY_MARK } from '../../domain/text/identity-number.ts';
import { findLinks } from '../../domain/text/links.ts';
import { isRead, openFrame, type Values } from '../../engine/conversation.ts';
import { findState, openQuestion } from '../../engine/flow.ts';
import { choose } from '../../i18n/choose.ts';
import { findCommand, findPleasantry } from '../../i18n/command.ts';
import { wordsOf } from '../../i18n/fold.ts';
import { inOrder } from '../../i18n/say.ts';
import type { TurnState } from '../../ports/turn-state.ts';
import { findOwnTrouble } from '../../triage/trouble/own-trouble.ts';
import { type Danger, findDanger } from '../../understanding/find-danger.ts';
import { beginsAsYes } from '../../understanding/read-answer.ts';
import { asksTruth, endsAsking, HEARSAY } from '../../understanding/unheard-words.ts';
import { optionsOf, type QuestionOption } from '../responses/options.ts';
import type { Interpretation, OpenOptions } from './interpretation.ts';
import * as own from './read-own-words.ts';

/** Reads a message; whatever was forwarded is content, in every state. */
export function readMessage(script: BotContent, turn: TurnState, message: Message): Interpretation {
  if (message.kind === 'group' || message.kind === 'call') {
    return { type: 'input', input: start(message.kind) };
  }
  const unreadable = unreadableKind(message);
  if (unreadable) return { type: 'unreadable', kind: unreadable };
  if (message.kind === 'reaction') return { type: 'nothing' };
  if (message.choice === REPORT_FORM) {
    return { type: 'input', input: start('report', { form: message.text }) };
  }
  const open = openOptions(script, turn);
  const danger = dangerIn(script, open, message);
  if (message.kind !== 'text' || message.forwarded) {
    return danger ? { type: 'trouble', kind: danger.kind } : { type: 'content' };
  }
  return readText({ script, turn, open, danger }, message);
}

const JUDGED = new Set(['text', 'image', 'audio', 'video', 'document', 'reaction']);

function unreadableKind(message: Message): string | undefined {
  if (message.problem) return message.problem === 'too-large' ? 'large' : 'unknown';
  if (!JUDGED.has(message.kind)) return message.kind;
  const isBlank = message.kind === 'text' && !/[\p{L}\p{N}\p{Emoji}]/u.test(message.text);
  return isBlank ? 'empty' : undefined;
}

interface TextReading {
  script: BotContent;
  turn: TurnState;
  open: OpenOptions | undefined;
  danger: Danger | undefined;
}

function readText({ script, turn, open, danger }: TextReading, message: Message): Interpretation {
  const { locales } = script;
  const { language } = turn.profile;
  const input = { type: 'text', text: message.text } as const;
  if (hearsReport(open) && !message.choice && isForReport(script, message.text))
    return { type: 'input', input };
  const chosen = open && chosenOption(open.options, message, fillersOf(script, language));
  if (chosen) return own.choosing(chosen, message.text);
  const meaning = script.understanding.meaningOf(message.text, own.favouredIn(open));
  const answered = open && own.answerInOwnWords(script, { ...open, meaning }, message.text);
  if (danger && !own.outweighs(meaning, danger, answered)) {
    return { type: 'trouble', kind: danger.kind };
  }
  const command = findCommand(locales, message.text);
  if (command) {
    const values: Values = command.rest === '' ? {} : { query: command.rest };
    return { type: 'input', input: { type: 'start', flow: command.name, values } };
  }
  if (answered) return answered;
  const pleasantry = findPleasantry(locales, message.text);
  if (pleasantry)
    return { type: 'pleasantry', flow: pleasantry === 'greeting' ? 'greeting' : 'thanks' };
  const read = isRead(open?.wants) && readAnswer(open.wants, message.text, message.sentAt);
  const heard: Interpretation = { type: 'input', input: { ...input, ...(read && { read }) } };
  const isShort = message.text.length <= MAX_HEARD;
  if (open?.hears && isShort && !own.interrupts(meaning, message.text, open.isOptional)) {
    return heard;
  }
  // What answers a question in one's own words is heard without the number; anything else is answered by a warning.
  if (message.text.includes(IDENTITY_MARK) && isShort) return { type: 'identity' };
  const isPasted = wordsOf(message.text).length > MOST_MEANT || travels(message.text);
  if (meaning.type === 'sure' && !isPasted && !own.muddles(open, meaning)) {
    return { type: 'intent', intent: meaning.intent, isPlain: meaning.isPlain === true };
  }
  const mayAsk = open?.holds !== true && !travels(message.text);
  if (isQuestion(message.text) || (mayAsk && endsAsking(message.text))) return { type: 'question' };
  const mumbles = open?.holds === true && beginsAsYes(message.text);
  if (isContent(message.text) && !mumbles) return { type: 'content' };
  if (open?.holds || answersBelow(script, turn, message)) return heard;
  if (meaning.type !== 'unsure') {
    const isClaim = meaning.type === 'none' && meaning.isClaim === true;
    return { type: 'remark', isClaim: isClaim && wordsOf(message.text).length >= LEAST_CLAIMED };
  }
  const intents = meaning.intents.filter((name) => !own.GROUPS.unasked.has(name));
  return intents.length > 0 ? { type: 'unsure', intents } : { type: 'remark' };
}

/** A claim says of something that it is so; fewer words only name it. */
const LEAST_CLAIMED = 3;
/** A free answer is a line or two; a longer text is a message to be checked. */
const MAX_HEARD = 300;

/** Whether words that pick nothing from an open list would answer the question below it; it is put again first. */
function answersBelow(script: BotContent, turn: TurnState, message: Message): boolean {
  const question = openQuestion(script.flows, turn.conversation);
  if (!question) return false;
  if (!/\p{L}{3}/u.test(message.text)) return true;
  const { language } = turn.profile;
  const options = optionsOf(script, language, question);
  return chosenOption(options, message, fillersOf(script, language)) !== undefined;
}

/** Whether a question of a report is open, whose answer may tell of danger by its nature. */
function hearsReport(open: OpenOptions | undefined): boolean {
  return open?.isOfReport === true && open.hears;
}

/** Whether a report has to hear this, whatever else it may mean: a number, or danger, which it looks after itself. */
function isForReport({ understanding }: BotContent, text: string): boolean {
  return /\d{6}/.test(text) || findDanger(text, understanding)?.isPlain === true;
}

/** What the citizen tells of themselves outside of a report. */
function dangerIn({ understanding }: BotContent, open: OpenOptions | undefined, message: Message) {
  if (message.forwarded || hearsReport(open)) return undefined;
  const isTold = open?.hears === true && !open.isOptional;
  if (message.kind === 'text' && !isTold) return findDanger(message.text, understanding);
  // What goes with a picture, or says what is in it, is often not the writer's own; only a rule is sure enough.
  const ruled = findOwnTrouble(message.text, false);
  return ruled && { kind: ruled.kind, isPlain: true, isLearned: false };
}

function openOptions(script: BotContent, turn: TurnState): OpenOptions | undefined {
  const frame = openFrame(turn.conversation);
  const state = frame && findState(script.flows, frame);
  if (!frame || !state || (state.type !== 'ask' && state.type !== 'offer')) return undefined;
  const options = optionsOf(script, turn.profile.language, { frame, state });
  const holds = state.type === 'ask';
  const hears = state.type === 'ask' && 'hear' in state;
  const wants = state.type === 'ask' ? state.wants : undefined;
  const isOptional = state.type === 'ask' && state.isOptional === true;
  return { options, frame, holds, hears, isOptional, wants, isOfReport: isIn(frame, 'report') };
}

function chosenOption(
  options: readonly QuestionOption[],
  message: Message,
  fillers: readonly string[],
): QuestionOption | undefined {
  const tapped = options.find((option) => option.id === message.choice);
  if (tapped) return tapped;
  const index = choose(options, message.text, fillers);
  return index === undefined ? undefined : options[index];
}

function fillersOf({ locales }: BotContent, language: string): string[] {
  return inOrder(locales, language).flatMap((locale) => locale.fillers);
}

const OPENERS =
  /^(?:apa(?:kah)?\b|benar(?:kah)?\b|bener(?:an|kah)?\b|betul(?:kah)?\b|emang(?:nya)?\b|apa (?:benar|betul|iya)|masa(?:k)?\b|kenapa\b|mengapa\b|bagaimana\b|gimana\b|kapan\b|di ?mana\b|siapa\b|berapa\b|is it true|is this|does|did|can)/i;

/** Whether a text asks something in its own words: one line, no link, not long. */
function isQuestion(text: string): boolean {
  const trimmed = text.trim();
  const words = wordsOf(trimmed);
  const { length } = words;
  if (length < 2 || length > 30 || trimmed.includes('\n') || travels(trimmed)) return false;
  const isHeard = length >= 4 && !isContent(trimmed) && words.some((word) => HEARSAY.has(word));
  return trimmed.endsWith('?') || OPENERS.test(trimmed) || isHeard || asksTruth(trimmed);
}

/** Whether a text has a link, also without its scheme, or three lines and more. */
function travels(text: string): boolean {
  return findLinks(text).length > 0 || /\n[^\n]+\n/.test(text);
}

/** What people ask or wish is said in so many words. */
const MOST_MEANT = 40;

/** Whether a text looks like a message that travels: long, of several lines, or with a link. */
function isContent(text: string): boolean {
  return wordsOf(text).length >= 8 || travels(text);
}
