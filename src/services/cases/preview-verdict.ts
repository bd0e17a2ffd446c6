import { type Case, type Decision, ticketOf } from '../../domain/cases/case.ts';
import { newProfile } from '../../domain/citizens/profile.ts';
import type { NamedState } from '../../domain/content/flow-names.ts';
import { idle, type Values } from '../../engine/conversation.ts';
import { beginTurn } from '../../ports/turn.ts';
import { composeReplies } from '../responses/compose-replies.ts';
import { verdictText } from '../responses/verdict-text.ts';
import type { CaseDeps } from './case-deps.ts';
import { draftFactCheck } from './publish-verdict.ts';

/** The message that citizens will get for a verdict, and the buttons under it. */
export interface Preview {
  text: string;
  choices: string[];
}

/** Words the message of a verdict as the first citizen who asked will get it; changes nothing. */
export async function previewVerdict(
  deps: CaseDeps,
  found: Case,
  of: { decision: Decision; attach?: { id: string } | undefined; language?: string },
): Promise<Preview> {
  const { decision, attach, language = 'id' } = of;
  const { script, clock } = deps;
  const now = clock.now();
  const attached = attach && (await deps.store.factChecks.get(attach.id));
  const factCheck = attached ?? (await draftFactCheck(deps, found, decision));
  const verdict = verdictText(script, language, { factCheck, now });
  const [first] = await deps.store.cases.tipsOf(found.id);
  const values = { ticket: ticketOf(first ?? {}, found), verdict };
  return previewUtterance(deps, { key: 'news.verdict', values, language, place: VERDICT });
}

const VERDICT: NamedState = { flow: 'news', state: 'verdict' };

/** Words what a state says just as a turn will that comes to it. */
export function previewUtterance(
  deps: CaseDeps,
  saying: { key: string; values: Values; language: string; place: NamedState },
): Preview {
  const { key, values, language, place } = saying;
  const now = deps.clock.now();
  const profile = newProfile(language, now);
  const nobody = { revision: 0, due: null, channel: '', pending: [] };
  const state = { ...nobody, profile, conversation: idle, heardAt: now };
  const turn = beginTurn(state, { citizen: '', now });
  turn.utterances.push({ type: 'say', key, values, question: { place } });
  const [reply] = composeReplies(deps, turn);
  return { text: reply?.text ?? '', choices: reply?.choices.map(({ label }) => label) ?? [] };
}
