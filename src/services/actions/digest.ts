import type { Tipline } from '../../app/context.ts';
import { withReach } from '../../domain/citizens/profile.ts';
import type { PublishedFactCheck } from '../../domain/fact-checks/published-fact-check.ts';
import { isIdle, withoutSubscription } from '../../domain/subscriptions/plan-unasked.ts';
import type { Reach } from '../../domain/subscriptions/subscription.ts';
import { shorten } from '../../domain/text/shorten.ts';
import { type Call, type Turn, wordsFor } from '../../ports/turn.ts';
import { linkOf } from '../fact-checks/card-text.ts';
import { publicView } from '../fact-checks/public-view.ts';
import { findDigest } from '../subscriptions/find-digest.ts';
import { recordTold } from './answer-verdict.ts';

const MAX_TITLE = 110;
const MAX_WHY = 140;

/**
 * Gathers what is new to the citizen. Where nothing is, whoever did not ask hears nothing; whoever has been silent
 * for long gets it for the last time.
 */
export const gatherDigest: Call<'some' | 'last' | 'none' | 'silent'> = async ({
  tipline,
  turn,
}) => {
  const { heardAt, now } = turn;
  const isUnasked = turn.unasked !== undefined;
  const reach = withoutWaiting(turn.profile.reach ?? {});
  const isLast = isUnasked && isIdle({ heardAt, now, rules: tipline.settings.reach });
  const chosen = await findDigest(tipline, turn);
  turn.profile = withReach(turn.profile, isLast ? withoutSubscription(reach) : reach);
  if (chosen.length === 0) return { outcome: isUnasked ? 'silent' : 'none' };
  for (const factCheck of chosen) recordTold(turn, factCheck);
  if (reach.subscription && !isLast) {
    const subscription = { ...reach.subscription, since: now };
    turn.profile = withReach(turn.profile, { ...reach, subscription });
  }
  const list = chosen.map((factCheck) => lineOf(tipline, turn, factCheck)).join('\n\n');
  return { outcome: isLast ? 'last' : 'some', values: { list } };
};

/** Verdict, title and where to read on; where no page can be named, the reason in a sentence. */
function lineOf(tipline: Tipline, turn: Turn, factCheck: PublishedFactCheck): string {
  const words = wordsFor(tipline, turn);
  const view = publicView(tipline, factCheck);
  const mark = words(`verdict.mark.${view.verdict}`);
  const rest = linkOf(tipline, view) ?? shorten(view.why, MAX_WHY);
  return words('digest.item', { mark, title: shorten(view.title, MAX_TITLE), rest });
}

function withoutWaiting({ waiting: _, ...reach }: Reach): Reach {
  return reach;
}
