import type { BotContent } from '../../domain/content/bot-content.ts';
import { isIn, start } from '../../domain/content/flow-names.ts';
import { intentInput } from '../../domain/content/intent-input.ts';
import type { Message, Notification } from '../../domain/messages/message.ts';
import { lastPrepared, withAddition } from '../../domain/reports/late-addition.ts';
import { endSubscriptions } from '../../domain/subscriptions/subscription.ts';
import { IDENTITY_MARK } from '../../domain/text/identity-number.ts';
import { openFrame, type Values } from '../../engine/conversation.ts';
import type { Input } from '../../engine/effect.ts';
import { findState } from '../../engine/flow.ts';
import { say } from '../../i18n/say.ts';
import type { Plan, Received, TurnState } from '../../ports/turn-state.ts';
import { readAnswer } from '../../understanding/read-answer.ts';
import { humanUntil, isHumanAnswer } from '../messaging/human-answer.ts';
import { isBlock } from '../privacy/block.ts';
import { readMessage } from './interpret-message.ts';
import type { Interpretation } from './interpretation.ts';
import { ongoingTrouble } from './ongoing-trouble.ts';
import { type DueTimes, planDue, wantsNews } from './plan-due.ts';
import { GROUPS, isYes } from './read-own-words.ts';

/** What a plan goes by besides the turn itself. */
interface PlanningTimes extends DueTimes {
  quietMs: number;
  /** Until when the citizen is taken to be typing. */
  typingUntil?: number;
}

/** Nobody waits longer for an answer because they type. */
const LONGEST_TYPING_MS = 20_000;

/** Plans one turn; messages in quick succession are held for the quiet time, or while more is typed, and become one bundle. */
export function planTurn(
  script: BotContent,
  turn: TurnState,
  { now, quietMs, typingUntil = 0, ...rest }: PlanningTimes,
): Plan {
  const [first] = turn.pending;
  const isDue = turn.due !== null && turn.due <= now;
  if (isDue && (!first || (turn.due ?? 0) <= first.arrivedAt)) {
    return planDue(script, turn, { now, ...rest });
  }
  if (!first) return { type: 'rest' };
  const human = turn.pending.find(({ letter }) => isHumanAnswer(letter));
  if (human) return { ...silent(human.key), humanUntil: humanUntil(turn) };
  if (first.letter.type === 'notice') return planNotice(turn, first.key, first.letter);
  const letters = readLetters(script, turn);
  // A yes to being kept that was written, and not tapped, waits for "eh jangan".
  const isWritten = letters[0]?.letter.choice === undefined && isYes(letters[0]?.reading);
  const mayTakeBack = isWritten && isIn(openFrame(turn.conversation), 'submit');
  // Citizens in trouble wait neither for the quiet time nor for their earlier messages; a yes is taken first, at once.
  const urgent = letters.find(({ reading }) => reading.type === 'trouble');
  if (urgent && !mayTakeBack) {
    return { ...silent(urgent.key), messages: 1, input: inputOf(script, turn, [urgent]) };
  }
  const group = mayTakeBack ? afterthoughtOf(script, letters) : groupOf(letters);
  const last = group.at(-1);
  const canGrow =
    mayTakeBack || group.some(({ reading }) => isBundled(reading) || isComment(reading));
  const arrivedAt = last?.arrivedAt ?? 0;
  const quiet = (group.every(({ reading }) => isOpening(reading)) ? LONGER : 1) * quietMs;
  const until = Math.max(arrivedAt + quiet, Math.min(typingUntil, arrivedAt + LONGEST_TYPING_MS));
  if (canGrow && !urgent && last && until > now) return { type: 'hold', until };
  const done = group.map(({ key }) => key);
  return { type: 'turn', done, messages: group.length, input: inputOf(script, turn, group) };
}

interface Read extends Received {
  letter: Message;
  reading: Interpretation;
}

function planNotice(turn: TurnState, key: string, notice: Notification): Plan {
  const nothing = silent(key);
  if (isBlock(notice)) return { ...nothing, blockedUntil: notice.until ?? 0 };
  const { reach = {}, isRestricted } = turn.profile;
  if (notice.news === 'unsubscribed')
    return { ...nothing, reach: { reach: endSubscriptions(reach) } };
  if (notice.news === 'warning' && notice.factCheck !== undefined) {
    return isRestricted ? nothing : { ...nothing, warned: notice.factCheck };
  }
  const { type: _, ...rest } = notice;
  const values: Values = Object.fromEntries(
    Object.entries(rest).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  // Whose data was open to others is told, whatever else they want to hear.
  const isTold = notice.news === 'breach' || wantsNews(turn);
  return isTold ? { ...nothing, input: start('news', values) } : nothing;
}

/** Takes a letter off without a word. */
function silent(key: string): Extract<Plan, { type: 'turn' }> {
  return { type: 'turn', done: [key], messages: 0, input: null };
}

/** The first letter, and all that belong to it: what is forwarded together, with remarks about it. */
function groupOf(letters: readonly Read[]): Read[] {
  const group: Read[] = [];
  for (const read of letters) {
    const { reading } = read;
    const fits = isBundled(reading) || isComment(reading);
    const isFirst = group.every((each) => isOpening(each.reading));
    if (!isFirst && !fits) break;
    group.push(read);
    if (!fits) break;
  }
  if (group.some(({ reading }) => isBundled(reading))) return group;
  const telling = group.findIndex(({ reading }) => !isOpening(reading));
  return telling < 0 ? group : group.slice(0, telling + 1);
}

/** The yes, and what puts it off or takes it back in the same breath, which then counts alone. */
function afterthoughtOf({ understanding }: BotContent, letters: readonly Read[]): Read[] {
  const readAs = (text: string) => readAnswer(text, understanding.answerOf);
  const [yes, ...rest] = letters.slice(0, MOST_BUBBLES);
  const end = rest.findIndex(({ reading }) => isBundled(reading) || reading.type === 'trouble');
  const after = end < 0 ? rest : rest.slice(0, end);
  const back = after.findLastIndex(({ reading, letter: { text } }) => {
    if (reading.type === 'intent' && GROUPS.afterthoughts.has(reading.intent)) return true;
    const alone = readAs(text);
    if (alone?.answer !== 'no' || alone.instead !== undefined) return false;
    // "Jangan lama2 ya" says what the yes is to be like; "dari grup, saya ga tau asalnya" is no no.
    const both = readAs(`${yes?.letter.text}, ${text}`);
    if (both?.answer === 'yes' && both.wish !== undefined) return false;
    return alone.isPlain || understanding.answerOf(text).answer === 'no';
  });
  return letters.slice(0, back + 2);
}

const MOST_BUBBLES = 5; // in one breath

/** Who greets or asks whether they may ask writes on after some seconds: people pause three to eight between bubbles. */
const LONGER = 3;

/** Greetings and the like open a conversation; what comes next says what it is about. */
function isOpening(reading: Interpretation): boolean {
  if (reading.type === 'intent') return GROUPS.opening.has(reading.intent);
  return reading.type === 'pleasantry' && isIn(reading, 'greeting');
}

/** What waits, each message read once, up to the first notification. */
function readLetters(script: BotContent, turn: TurnState): Read[] {
  const letters: Read[] = [];
  for (const received of turn.pending) {
    const { letter } = received;
    if (letter.type !== 'message') break;
    const reading = readMessage(script, turn, letter);
    const more = ongoingTrouble(turn, received, reading) ?? additionIn(turn, received, reading);
    letters.push({ ...received, letter, reading: more ?? reading });
  }
  return letters;
}

/** What is told of a report a moment after its file was made. */
function additionIn(
  { profile, conversation }: TurnState,
  { letter, arrivedAt }: Received,
  reading: Interpretation,
): Interpretation | undefined {
  const { type } = reading;
  const open = openFrame(conversation);
  const isAsked = isIn(open, 'report') && open?.values.prepared !== undefined;
  const isElse = type === 'intent' && !GROUPS.aboutReports.has(reading.intent);
  const isSure = isElse || (type === 'input' && !isAsked);
  if (isSure || type === 'trouble' || letter.type !== 'message' || letter.kind !== 'text') return;
  const report = lastPrepared(profile.reports, arrivedAt);
  if (letter.forwarded || !report || !withAddition(report, letter.text, arrivedAt)) return;
  return {
    type: 'input',
    input: start('report', { addition: letter.text, isAsked: isAsked ? 1 : 0 }),
  };
}

function isBundled(reading: Interpretation): boolean {
  return reading.type === 'content';
}

/** Greetings, questions and remarks sent along with a forward are about it, not items of their own. */
function isComment(reading: Interpretation): boolean {
  if (reading.type === 'intent') return !reading.isPlain || GROUPS.comments.has(reading.intent);
  if (reading.type !== 'input') return REMARKS.has(reading.type);
  return reading.input.type === 'start' && isIn(reading.input, 'how-to'); // "tolong cek ini"
}

const REMARKS = new Set<Interpretation['type']>(['unsure', 'question', 'remark', 'pleasantry']);

function inputOf(script: BotContent, turn: TurnState, group: readonly Read[]): Input | null {
  const items = group
    .filter(({ reading }) => isBundled(reading))
    .map(({ key }) => ({ id: key, label: '' }));
  if (items.length > 0)
    return takes(script, turn, group) ? { type: 'attachment', items } : start('tip', { items });
  const only = group.at(-1);
  if (!only) return null;
  const { reading } = only;
  switch (reading.type) {
    case 'input':
      return reading.input;
    case 'question':
    case 'remark':
      return start('lookup', {
        query: only.letter.text,
        casual: reading.type === 'remark' ? 1 : 0,
        claims: reading.type === 'remark' && reading.isClaim ? 1 : 0,
      });
    case 'identity':
      return start('identity', { query: only.letter.text.replaceAll(IDENTITY_MARK, ' ') });
    case 'trouble': {
      const { kind, sign } = reading;
      const { text } = only.letter;
      return start('danger', { kind, story: text, query: text, ...(sign && { sign }) });
    }
    case 'intent':
      return intentInput(script.flows, reading.intent, only.letter.text) ?? null;
    case 'unsure':
      return start('unclear', { intents: reading.intents.join(' '), query: only.letter.text });
    case 'pleasantry':
      return start(reading.flow);
    case 'unreadable': {
      const { language } = turn.profile;
      return start('unreadable', { kind: say(script.locales, language, `kinds.${reading.kind}`) });
    }
    case 'nothing':
    case 'content':
      return null;
  }
}

/** Whether the open question wants files and forwards for itself, or a file and there is one. */
function takes({ flows }: BotContent, { conversation }: TurnState, group: readonly Read[]) {
  const frame = openFrame(conversation);
  const state = frame && findState(flows, frame);
  if (state?.type !== 'ask' || state.take === undefined) return false;
  return state.wants !== 'file' || group.some(({ letter }) => letter.media !== undefined);
}
