import { exerciseMark } from '../../domain/cases/exercise.ts';
import { spend } from '../../domain/citizens/profile.ts';
import { isIn, start } from '../../domain/content/flow-names.ts';
import type { Message } from '../../domain/messages/message.ts';
import { isPromised } from '../../domain/stats/charge.ts';
import { idle } from '../../engine/conversation.ts';
import type { Input } from '../../engine/effect.ts';
import { openQuestion } from '../../engine/flow.ts';
import { step } from '../../engine/step.ts';
import type { TurnChange, TurnCommit } from '../../ports/commit.ts';
import { Busy } from '../../ports/concurrency-limit.ts';
import type { TurnOutcome } from '../../ports/events.ts';
import { beginStep, beginTurn, idsOf, type Turn, wordsFor } from '../../ports/turn.ts';
import type { Plan, Received, TurnState } from '../../ports/turn-state.ts';
import { runAction } from '../actions/registry.ts';
import { saveAnswer } from '../actions/save-answer.ts';
import { fetchFiles } from '../media/fetch-files.ts';
import { readFiles } from '../media/read-files.ts';
import { humanUntil, leaveToHuman } from '../messaging/human-answer.ts';
import { applyBlock, findBlock } from '../privacy/block.ts';
import { processRequests } from '../privacy/process-requests.ts';
import { expireReports } from '../reports/report-reminders.ts';
import { beginUnasked, endUnasked } from '../subscriptions/unasked-turn.ts';
import { closeTurn, firstArrival, messagesIn, tracesOf } from './close-turn.ts';
import type { ConversationDeps } from './conversation-deps.ts';
import { withoutPastTrouble } from './ongoing-trouble.ts';
import { earliest, nextWake } from './plan-due.ts';
import { planTurn } from './plan-turn.ts';
import { type Ended, tryTurn } from './try-turn.ts';

/** Somebody else may be taking the same citizen's turn; after so many losses something is wrong. */
const MAX_ATTEMPTS = 20;
/** The sweep tries a failed turn again every second; a fault that stays is a fault of ours. */
const MAX_FAILURES = 3;

/** Takes a citizen's turns until nothing is left to do; tells when to come back for held letters. */
export async function takeTurns(deps: ConversationDeps, citizen: string): Promise<number | null> {
  let attempts = 0;
  for (;;) {
    const state = await deps.store.turns.readTurn(citizen);
    if (!state) return null;
    const now = deps.clock.now();
    const files = await fetchFiles(deps, citizen, state);
    if (files === 'changed') continue;
    if (files !== 'none') return files.again;
    const reading = await readFiles(deps, { citizen, state });
    if (reading === 'changed') continue;
    if (reading !== 'none' && 'again' in reading) return reading.again;
    if (reading !== 'none') {
      await announceProgress(deps, { ...state, citizen, now }, reading.late);
      continue;
    }
    const take = () => takeOne(deps, { state, citizen, now });
    const ended = await tryTurn(deps, { citizen, state, take });
    if (ended.type === 'rest') return null;
    if (ended.type === 'hold') return ended.until;
    if (ended.type === 'committed') {
      attempts = 0;
      deps.failures.delete(citizen);
      await afterCommit(deps, ended.commit);
      observeAnswer(deps, state, ended.commit);
      // Whatever has come or is due meanwhile wakes the next turn.
      if (ended.commit.done.length === state.pending.length) return null;
    } else {
      attempts += 1;
      if (attempts >= MAX_ATTEMPTS) throw new Error('a turn was lost to others too many times');
    }
  }
}

async function takeOne(
  deps: ConversationDeps,
  { state, citizen, now }: { state: TurnState; citizen: string; now: number },
): Promise<Ended> {
  const typingUntil = deps.typing.until(citizen);
  const plan = planTurn(deps.script, state, { now, citizen, typingUntil, ...deps.settings });
  if (plan.type !== 'turn') return plan;
  const begun = { start: state, turn: beginTurn(state, { citizen, now }) };
  const { turn } = begun;
  let outcome: TurnOutcome = 'failed';
  try {
    const commit = await playTurn(deps, begun, plan).catch((error: unknown) => {
      if (error instanceof Busy || !isHopeless(deps, citizen)) throw error; // what is busy is no fault of the turn
      return apologise(deps, { start: state, turn: beginTurn(state, { citizen, now }) }, plan);
    });
    const end = beginStep(turn, deps.clock, 'commit');
    outcome = await commitPlayed(deps, turn, commit);
    end();
    return outcome === 'committed' ? { type: 'committed', commit } : { type: 'stale' };
  } finally {
    const timed = { at: now, ms: deps.clock.now() - now, steps: turn.steps };
    const traces = tracesOf(messagesIn(state, plan.done));
    deps.observe({ type: 'turn', outcome, traces, ...timed });
  }
}

interface Begun {
  start: TurnState;
  turn: Turn;
}

async function playTurn(
  deps: ConversationDeps,
  { start, turn }: Begun,
  plan: Extract<Plan, { type: 'turn' }>,
): Promise<TurnCommit> {
  await beginUnasked(deps, turn, plan);
  const input = applyBlock(turn, plan, leaveToHuman(turn, plan, limitInput(turn, plan)));
  dropDecided(turn, input);
  turn.mark = exerciseMark(deps.settings, turn);
  const isOn = exerciseMark(deps.settings, turn, 0) !== '';
  if (isOn) turn.profile = { ...turn.profile, exercisedAt: turn.now };
  if (plan.isAlarm) await processRequests(deps, turn);
  const wait = input ? await play(deps, turn, input) : undefined;
  if (turn.isForgotten) turn.conversation = idle;
  else await endUnasked(deps, { start, turn }, plan);
  turn.conversation = withoutPastTrouble(turn.conversation, { now: turn.now, input });
  const { reportDays } = deps.settings;
  turn.profile = expireReports(turn.profile, turn.now, reportDays);
  const until = plan.isAlarm && wait === undefined ? openWait(deps, turn) : wait;
  const kept = turn.conversation.frames.length === 0 ? null : turn.due;
  const silence = until === undefined ? kept : until === null ? null : turn.now + until;
  const due = earliest(silence, turn.isForgotten ? null : nextWake(turn.profile, reportDays));
  return closeTurn(deps, turn, { start, done: plan.done, due });
}

/** A turn that fails again and again would hold up all that the citizen writes after it. */
function isHopeless({ failures }: ConversationDeps, citizen: string): boolean {
  const count = (failures.get(citizen) ?? 0) + 1;
  failures.set(citizen, count);
  return count >= MAX_FAILURES;
}

/** Gives up on a turn: apologises and restarts the conversation. */
function apologise(
  deps: ConversationDeps,
  { start, turn }: Begun,
  { done }: Extract<Plan, { type: 'turn' }>,
): TurnCommit {
  turn.utterances.push({ type: 'say', key: 'failed', values: {} });
  turn.conversation = idle;
  return closeTurn(deps, turn, { start, done, due: null });
}

/** Lets messages through as far as the allowance goes; then one notice, then silence. */
function limitInput(turn: Turn, plan: Extract<Plan, { type: 'turn' }>): Input | null {
  if (plan.messages === 0) return plan.input;
  const { profile, limit } = spend(turn.profile, plan.messages, turn.now);
  turn.profile = profile;
  if (limit === 'within') return plan.input;
  return limit === 'notice' ? start('limit') : null;
}

/** Once a case is decided, its open follow-up questions are no longer worth asking. */
function dropDecided(turn: Turn, input: Input | null): void {
  if (input?.type !== 'start' || !isIn(input, 'news')) return;
  const decided = input.values?.case;
  const frames = turn.conversation.frames.filter(
    ({ values }) => decided === undefined || values.case !== decided,
  );
  turn.conversation = { ...turn.conversation, frames };
}

/** How long the open question may go on waiting, where an alarm has taken the place of its silence. */
function openWait({ script }: ConversationDeps, { conversation }: Turn): number | null {
  return openQuestion(script.flows, conversation)?.state.after.ms ?? null;
}

/** Steps through the flow, running calls until it waits for the citizen; tells how long it waits. */
async function play(deps: ConversationDeps, turn: Turn, first: Input): Promise<number | null> {
  let input: Input | undefined = first;
  let wait: number | null = null;
  while (input) {
    const stepped = step(deps.script.flows, turn.conversation, input);
    input = undefined;
    turn.conversation = stepped.conversation;
    turn.visits.push(...stepped.visits);
    wait = stepped.wait;
    for (const effect of stepped.effects) {
      if (effect.type === 'say') {
        turn.utterances.push(effect);
        continue;
      }
      if (effect.type === 'save') {
        const { saved, values } = effect;
        await saveAnswer(deps, turn, { saved, tips: idsOf(values.tips) });
        continue;
      }
      const returned = await runAction(effect.call, { deps, turn, values: effect.values });
      input = { type: 'result', ...returned, isSilence: first.type === 'timeout' };
    }
  }
  return wait;
}

/** Tells how long a citizen waited for the first answer to what this turn has dealt with. */
function observeAnswer({ observe, clock }: ConversationDeps, start: TurnState, commit: TurnCommit) {
  const answered = messagesIn(start, commit.done);
  if (answered.length === 0 || commit.replies.length === 0) return;
  observe({ type: 'answered', ms: clock.now() - firstArrival(answered) });
}

async function afterCommit(deps: ConversationDeps, commit: TurnCommit): Promise<void> {
  if (commit.changes.some(isForCases)) await deps.openCases.follow();
  const { citizen, replies, due } = commit;
  if (replies.length > 0) {
    const isAwaited = replies.some(({ purpose }) => isPromised(purpose));
    deps.jobs.wake({ type: 'send', citizen, isPromised: isAwaited });
  }
  if (due !== null) deps.jobs.wake({ type: 'turn', citizen }, due);
}

/** Whether a change lets tips be gathered by something else: what may not be used is not found by any more, say. */
function isForCases(change: TurnChange): boolean {
  return (
    change.type === 'restrict' ||
    change.type === 'open-case' ||
    (change.type === 'add-tips' && (change.teaches ?? []).length > 0)
  );
}

/** Notifies a citizen that their file is being read, or is still, with the conversation where it is; gives up if another was faster. */
async function announceProgress(
  deps: ConversationDeps,
  state: TurnState & { citizen: string; now: number },
  { received, letter }: { received: Received; letter: Message },
): Promise<void> {
  const { turns } = deps.store;
  const { citizen, now, due } = state;
  await turns.replaceMessage(citizen, received.key, letter);
  if (findBlock(state, now) !== undefined || humanUntil(state) > now) return;
  const turn = beginTurn(state, { citizen, now });
  const kind = wordsFor(deps, turn)(`kinds.${letter.kind}`);
  const key = letter.announced === 1 ? 'tip.reading' : 'tip.still-reading';
  turn.utterances = [{ type: 'say', key, values: { kind } }];
  const commit = closeTurn(deps, turn, { start: state, done: [], due });
  if ((await turns.commitTurn(commit)) === 'stale') return;
  deps.jobs.wake({ type: 'send', citizen });
}

/** Where others open cases so fast that a turn loses to them this often, two cases may come of one claim; the desk is shown both. */
const MOST_LOST = 20;

/** Commits a played turn; one that opens a case holds only while there is none to join, and is else played again. */
async function commitPlayed(deps: ConversationDeps, turn: Turn, commit: TurnCommit) {
  const { store, openCases } = deps;
  if (!commit.changes.some(({ type }) => type === 'open-case')) {
    return store.turns.commitTurn(commit);
  }
  return deps.alone(async () => {
    let seen = turn.casesSeen;
    for (let lost = 0; ; lost += 1) {
      await openCases.follow();
      if (openCases.seen() !== seen && (await isFound(deps, turn))) return 'stale';
      seen = openCases.seen();
      const isLast = lost >= MOST_LOST;
      const casesSeen = isLast ? undefined : seen;
      const result = await store.turns.commitTurn({ ...commit, casesSeen });
      await openCases.follow();
      if (result === 'stale' && !isLast && openCases.seen() !== seen) continue;
      return result;
    }
  });
}

/** Whether something that the turn opens a case for belongs to a case that is there by now. */
async function isFound({ openCases }: ConversationDeps, { opened }: Turn): Promise<boolean> {
  for (const { text, files } of opened) if (await openCases.find(text, files)) return true;
  return false;
}
