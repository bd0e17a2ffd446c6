import { factsOf } from '../../domain/fact-checks/verdicts.ts';
import { defang } from '../../domain/text/links.ts';
import { shorten } from '../../domain/text/shorten.ts';
import { type Turn, wordsFor } from '../../ports/turn.ts';
import { adviceOf, sourceOf, whyOf } from '../responses/verdict-text.ts';
import { action } from './action.ts';
import type { ActionDeps } from './action-deps.ts';
import { findLastTold } from './answer-verdict.ts';

type Deps = Pick<ActionDeps, 'store' | 'script'>;

const MAX_EXPLANATION = 900;
const MAX_CLAIM = 140;

/** The verdict that the citizen was told last, in parts; or whether they wait for one. */
export const recallAnswer = action(['told', 'waiting', 'none'], async (deps: Deps, turn) => {
  const factCheck = await findLastTold(deps, turn);
  if (!factCheck) return { outcome: (await isWaiting(deps, turn)) ? 'waiting' : 'none' };
  const { language } = turn.profile;
  const { verdict, explanation, claim, title } = factCheck;
  const about = { factCheck, now: turn.now };
  const words = wordsFor(deps, turn);
  const reason = whyOf(deps.script, language, factCheck);
  return {
    outcome: 'told',
    values: {
      factCheck: factCheck.id,
      claim: defang(shorten(claim ?? title, MAX_CLAIM)),
      mark: words(`verdict.mark.${verdict}`),
      meaning: words(`about-answer.means.${factsOf(verdict).truth}`),
      sharing: words(`about-answer.sharing.${factsOf(verdict).truth}`),
      reason,
      explanation: defang(shorten(explanation ?? reason, MAX_EXPLANATION)),
      source: sourceOf(deps.script, language, about),
      advice: adviceOf({ script: deps.script, language, now: turn.now }, verdict),
    },
  };
});

async function isWaiting({ store }: Deps, { citizen }: Turn): Promise<boolean> {
  return (await store.cases.tipsBy(citizen, 1)).length > 0;
}
