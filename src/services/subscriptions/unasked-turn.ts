import { withSubscriptions } from '../../domain/citizens/profile.ts';
import { nextQuiet, stillCounting } from '../../domain/subscriptions/budget.ts';
import { placeOf } from '../../domain/subscriptions/send-time.ts';
import { zoneOfSubscriptions } from '../../domain/subscriptions/subscription.ts';
import { findState } from '../../engine/flow.ts';
import type { Turn } from '../../ports/turn.ts';
import type { Plan, TurnState } from '../../ports/turn-state.ts';
import { findDigest, type SubscriptionDeps } from './find-digest.ts';

type TurnPlan = Extract<Plan, { type: 'turn' }>;

/** More warnings than that on their way to one citizen would be no help to them. */
const MOST_WARNINGS = 3;
/** Warnings are spread over this time, so that not all of a topic's subscribers are written to at once. */
const WARNING_SPREAD_MS = 30 * 60_000;

/** Takes over what a plan says of digests, lessons and warnings, before the turn is played. */
export async function beginUnasked(
  deps: SubscriptionDeps,
  turn: Turn,
  { reach: plan, warned }: TurnPlan,
): Promise<void> {
  if (plan) {
    const { quietFrom, quietUntil } = deps.settings.reach;
    const quiet = { from: quietFrom, until: quietUntil };
    const until = nextQuiet(turn.now, zoneOfSubscriptions(plan.reach), quiet);
    turn.unasked = { kind: plan.tells?.type ?? 'nothing', until };
    turn.profile = withSubscriptions(turn.profile, plan.reach);
    if (plan.tells?.type === 'invitation') await invite(deps, turn);
  }
  if (warned !== undefined) expectWarning(turn, warned);
}

/** Counts the unasked messages of a turn; reminds a returning citizen of what waits for them. */
export async function endUnasked(
  deps: SubscriptionDeps,
  { start, turn }: { start: TurnState; turn: Turn },
  { messages }: TurnPlan,
): Promise<void> {
  const { reach = {} } = turn.profile;
  if (turn.unasked) {
    if (turn.utterances.length === 0) {
      leaveAsItWas(turn, start);
      return;
    }
    const sent = [
      ...stillCounting(reach.sent ?? [], turn.now, zoneOfSubscriptions(reach)),
      turn.now,
    ];
    turn.profile = withSubscriptions(turn.profile, { ...reach, sent });
    return;
  }
  const open = turn.conversation.frames.at(-1);
  const isHeld = open !== undefined && findState(deps.script.flows, open)?.type === 'ask';
  if (messages === 0 || reach.waiting === undefined || isHeld || turn.utterances.length === 0)
    return;
  await invite(deps, turn);
  const { waiting: _, ...rest } = reach;
  turn.profile = withSubscriptions(turn.profile, rest);
}

/** Of a look that has come to nothing nobody hears, and an offer that stood open still does. */
function leaveAsItWas(turn: Turn, { conversation }: TurnState): void {
  turn.conversation = conversation;
  turn.visits = [];
}

/** Says that something waits; a digest only where there is something in it. */
async function invite(deps: SubscriptionDeps, turn: Turn): Promise<void> {
  const waiting = turn.profile.reach?.waiting ?? 'digest';
  if (waiting === 'digest' && (await findDigest(deps, turn)).length === 0) return;
  turn.utterances.push({ type: 'say', key: `waiting.${waiting}`, values: {} });
}

function expectWarning(turn: Turn, factCheck: string): void {
  const { isOptedOut, reach } = turn.profile;
  if (isOptedOut || !reach?.subscription) return;
  const at = turn.now + Math.floor(placeOf(turn.citizen) * WARNING_SPREAD_MS);
  const others = (reach.warnings ?? []).filter((each) => each.factCheck !== factCheck);
  const warnings = [...others, { factCheck, at }].slice(-MOST_WARNINGS);
  turn.profile = withSubscriptions(turn.profile, { ...reach, warnings });
}
