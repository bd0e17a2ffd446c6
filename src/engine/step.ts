import type { Conversation, Frame, Values } from './conversation.ts';
import type { Effect, Enclosure, Input, Preface, Utterance } from './effect.ts';
import {
  type Ask,
  END,
  type Flows,
  findState,
  type Offer,
  openQuestion,
  type State,
  type Target,
} from './flow.ts';
import { type Next, nextTarget } from './next-target.ts';
import { CALLED_OFF, SOMETHING_ELSE, type StateVisit } from './state-visit.ts';
import { GO } from './targets.ts';

/** Conversation after an input, the effects, and how long silence may last (null: for ever). */
export interface Step {
  conversation: Conversation;
  effects: readonly Effect[];
  wait: number | null;
  /** States entered and left, with their transitions, in order. */
  visits: readonly StateVisit[];
}

/** Maximum of suspended questions while something else is answered; the oldest is dropped first. */
export const MAX_FRAMES = 3;
const MAX_STATES_PER_STEP = 50;

/** Moves a conversation by one input; pure, and total for every flow that the check accepts. */
export function step(flows: Flows, conversation: Conversation, input: Input): Step {
  const isSilence =
    input.type === 'timeout' || (input.type === 'result' && input.isSilence === true);
  const walk: Walk = {
    flows,
    frames: [...conversation.frames],
    effects: [],
    visits: [],
    visited: 0,
    isSilence,
  };
  const lost = dropVanished(walk);
  if (lost && input.type !== 'start') {
    if (input.type !== 'timeout') landInMenu(walk);
  } else {
    take(walk, input);
  }
  const { frames, effects, visits } = walk;
  const wait = openQuestion(flows, { frames })?.state.after.ms ?? null;
  return { conversation: { ...conversation, frames }, effects, wait, visits };
}

interface Walk {
  flows: Flows;
  frames: Frame[];
  effects: Effect[];
  visits: StateVisit[];
  visited: number;
  /** Nobody wrote, so a question below is not asked again; it keeps waiting. */
  isSilence: boolean;
}

/** Removes frames whose state no longer exists; true if the open one was among them. */
function dropVanished(walk: Walk): boolean {
  const open = walk.frames.at(-1);
  walk.frames = walk.frames.filter((frame) => {
    const isThere = findState(walk.flows, frame) !== undefined;
    if (!isThere) leave(walk, frame, CALLED_OFF);
    return isThere;
  });
  return open !== undefined && walk.frames.at(-1) !== open;
}

/** An update removed the state that the citizen answered: says so, and offers the menu. */
function landInMenu(walk: Walk): void {
  walk.effects.push({ type: 'say', key: 'lost', values: {} });
  start(walk, 'menu', {});
}

function take(walk: Walk, input: Input): void {
  if (input.type === 'start') {
    const asked = input.isInstead ? walk.frames.pop() : undefined;
    if (asked) leave(walk, asked, SOMETHING_ELSE);
    start(walk, input.flow, input.values ?? {}, input.intent);
    return;
  }
  const list = listAbove(walk);
  if (list && (input.type === 'timeout' || input.type === 'text')) {
    walk.frames.pop();
    leave(walk, list, SOMETHING_ELSE);
    if (input.type === 'text') {
      resume(walk);
      return;
    }
  }
  const frame = walk.frames.at(-1);
  const state = frame && findState(walk.flows, frame);
  if (!frame || !state) return;
  const next = nextTarget(frame, state, input);
  if (next) {
    leave(walk, frame, next.by);
    move(walk, save(walk, { ...frame, muddles: 0 }, next), next.target);
  } else if (state.type === 'ask' && input.type === 'text') {
    askAgain(walk, frame, state);
  }
}

/** The frame as an answer leaves it: with what is known from then on, and with what is kept of it. */
function save(walk: Walk, frame: Frame, { values, saved }: Next): Frame {
  if (!saved) return { ...frame, values };
  walk.effects.push({ type: 'save', saved, values });
  const others = (frame.saved ?? []).filter(({ name }) => name !== saved.name);
  return { ...frame, values, saved: [...others, saved] };
}

/** List open above a question: silence applies to the question, and unknown words repeat it. */
function listAbove({ flows, frames }: Walk): Frame | undefined {
  const open = frames.at(-1);
  const question = openQuestion(flows, { frames });
  return question && open !== question.frame ? open : undefined;
}

/** Repeats the question after the first misunderstood answer and restarts its timeout. */
function askAgain(walk: Walk, frame: Frame, state: Ask): void {
  walk.frames.pop();
  walk.frames.push({ ...frame, muddles: frame.muddles + 1 });
  walk.visits.push({ type: 'again', flow: frame.flow, state: frame.state });
  put(walk, state, frame, 'again');
}

/** Opens a flow on top; drops an offer or an optional question below it, and repeats a question below it afterwards. */
function start(walk: Walk, flow: string, values: Values, intent = ''): void {
  const below = walk.frames.at(-1);
  const asked = below && findState(walk.flows, below);
  if (below && (asked?.type !== 'ask' || asked.isOptional)) {
    walk.frames.pop();
    leave(walk, below, SOMETHING_ELSE);
  }
  const [oldest] = walk.frames;
  if (oldest && walk.frames.length >= MAX_FRAMES) {
    walk.frames.shift();
    leave(walk, oldest, SOMETHING_ELSE);
  }
  const found = walk.flows.get(flow);
  if (!found) throw new Error(`flow ${flow} does not exist`);
  const state = found.intents.get(intent) ?? found.start;
  const frame: Frame = { flow, state, muddles: 0, values };
  walk.frames.push(frame);
  enter(walk, frame);
}

function move(walk: Walk, frame: Frame, target: Target): void {
  walk.frames.pop();
  if (target === END) {
    resume(walk);
    return;
  }
  const isFlow = target.startsWith('@');
  const flow = isFlow ? target.slice(1) : frame.flow;
  const state = isFlow ? walk.flows.get(flow)?.start : target;
  if (state === undefined) throw new Error(`flow ${flow} does not exist`);
  const next = { ...frame, flow, state };
  walk.frames.push(next);
  enter(walk, next);
}

function enter(walk: Walk, frame: Frame): void {
  walk.visited += 1;
  if (walk.visited > MAX_STATES_PER_STEP) throw new Error(`${frame.flow} goes round in a loop`);
  const state = findState(walk.flows, frame);
  if (!state) throw new Error(`${frame.flow}/${frame.state} does not exist`);
  walk.visits.push({ type: 'entered', flow: frame.flow, state: frame.state });
  switch (state.type) {
    case 'ask':
      put(walk, state, frame);
      break;
    case 'offer':
      if (walk.frames.length > 1 && !state.list) forgo(walk, state, frame);
      else put(walk, state, frame);
      break;
    case 'go':
      sayOf(walk, state, frame);
      leave(walk, frame, GO);
      move(walk, frame, state.go);
      break;
    case 'call':
      sayOf(walk, state, frame);
      walk.effects.push({ type: 'call', call: state.call, values: frame.values });
  }
}

function leave(walk: Walk, { flow, state }: Frame, by: string): void {
  walk.visits.push({ type: 'left', flow, state, by });
}

function sayOf(walk: Walk, state: State, frame: Frame): void {
  if (state.say) walk.effects.push(sayingOf(state, state.say, frame));
}

/** Says an offer without its choices while a question waits below; never a list, whose numbers would answer that. */
function forgo(walk: Walk, state: Offer, frame: Frame): void {
  walk.effects.push(sayingOf(state, state.say, frame));
  leave(walk, frame, SOMETHING_ELSE);
  move(walk, frame, END);
}

function put(walk: Walk, state: Ask | Offer, frame: Frame, preface?: Preface): void {
  const question = { place: { flow: frame.flow, state: frame.state } };
  const again = preface === 'again' && state.type === 'ask' ? state.again : undefined;
  const effect = { ...sayingOf(state, again ?? state.say, frame), question };
  walk.effects.push(preface && again === undefined ? { ...effect, preface } : effect);
}

function sayingOf({ picture, file }: Enclosure, key: string, { values }: Frame): Utterance {
  return { type: 'say', key, values, ...(picture && { picture }), ...(file && { file }) };
}

function resume(walk: Walk): void {
  if (walk.isSilence) return;
  const frame = walk.frames.at(-1);
  const state = frame && findState(walk.flows, frame);
  if (frame && state?.type === 'ask') put(walk, state, frame, 'resumed');
}
