import { type Tip, worries } from '../../domain/cases/case.ts';
import { type ThreatLabel, threatFacts } from '../../domain/cases/threats.ts';
import { maskPersonalData } from '../../domain/text/mask.ts';
import { maskOwnNames } from '../../domain/text/mask-names.ts';
import type { Values } from '../../engine/conversation.ts';
import { label } from '../../i18n/say.ts';
import { idsOf, type Turn, textOf } from '../../ports/turn.ts';
import { triage } from '../../triage/triage.ts';
import type { ActionDeps } from './action-deps.ts';
import { defineAction } from './define-action.ts';

type NoteDeps = Pick<ActionDeps, 'store' | 'script'>;

/** Notes whether a verdict helped. */
export const noteFeedback = defineAction({
  name: 'note-feedback',
  outcomes: ['noted'],
  run: (_deps, turn, values) => {
    const factCheck = textOf(values.factCheck);
    const isHelpful = values.chosen === 'helpful';
    if (factCheck !== '') {
      turn.changes.push({ type: 'feedback', factCheck, isHelpful, at: turn.now });
    }
    return { outcome: 'noted' };
  },
});

const LONGEST = 2000;
const MOST = 5;

/** Notes with the citizen's tips what they answered to a reviewer's question. */
export const noteReply = defineAction({
  name: 'note-reply',
  outcomes: ['noted'],
  run: async (deps: NoteDeps, turn, values) => {
    const ids = idsOf(values.tips);
    const text = maskPersonalData(maskOwnNames(textOf(values.heard))).slice(0, LONGEST);
    const answer = { question: textOf(values.question), text, at: turn.now };
    const tips = await deps.store.cases.tipsBy(turn.citizen, 100);
    for (const { id, answers = [] } of tips.filter((tip) => ids.includes(tip.id))) {
      const notes = { answers: [...answers, answer].slice(-MOST) };
      turn.changes.push({ type: 'note-tips', ids: [id], notes });
    }
    return { outcome: 'noted' };
  },
});

type Worry = (typeof worries)[number];

/** Whether what worries the citizen can be guessed, is clear already, or has to be asked. */
export const guessWorry = defineAction({
  name: 'guess-worry',
  outcomes: ['likely', 'clear', 'unsure'],
  run: async (deps: NoteDeps, turn, values) => {
    const tips = await ownTips(deps, turn, values);
    const guesses = new Set(tips.map((tip) => worryOf(tip.triage?.threat ?? 'biasa')));
    const [guess] = guesses;
    if (guesses.size !== 1 || guess === undefined) return { outcome: 'unsure' };
    if (guess === 'none') return { outcome: 'clear' };
    const name = label(deps.script.locales, turn.profile.language, guess).toLowerCase();
    return { outcome: 'likely', values: { likelyWorry: guess, worry: name } };
  },
});

/** What worries about a message of a threat; with none there is nothing to ask. */
function worryOf(threat: ThreatLabel): Worry | 'none' | undefined {
  return threat === 'biasa' ? undefined : threatFacts(threat).worry;
}

/** Notes what worries the citizen, and guesses at the threat again with it. */
export const noteWorry = defineAction({
  name: 'note-worry',
  outcomes: ['noted'],
  run: async (deps: NoteDeps, turn, values) => {
    const chosen = values.chosen === 'yes' ? values.likelyWorry : values.chosen;
    const worry = worries.find((name) => name === chosen);
    if (!worry) return { outcome: 'noted' };
    turn.changes.push({ type: 'note-tips', ids: idsOf(values.tips), notes: { worry } });
    for (const tip of await ownTips(deps, turn, values)) {
      const text = [tip.text, ...(tip.read ?? []).map((each) => each.text)].join('\n');
      const guess = triage({ text, source: tip.source, worry });
      if (!guess && !tip.triage) continue;
      const notes = { triage: guess ?? NO_GUESS };
      turn.changes.push({ type: 'note-tips', ids: [tip.id], notes });
    }
    return { outcome: 'noted' };
  },
});

/** What stands in the place of a guess that no longer holds. */
const NO_GUESS = { threat: 'biasa' as const, certainty: 0, signs: [], words: [] };

async function ownTips(deps: NoteDeps, turn: Turn, values: Values): Promise<Tip[]> {
  const ids = idsOf(values.tips);
  const tips = await deps.store.cases.tipsBy(turn.citizen, 50);
  return tips.filter(({ id }) => ids.includes(id));
}
