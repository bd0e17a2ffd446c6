import type { Tipline } from '../../app/context.ts';
import { type Tip, worries } from '../../domain/cases/case.ts';
import type { ThreatLabel } from '../../domain/cases/threats.ts';
import type { Values } from '../../engine/conversation.ts';
import { label } from '../../i18n/say.ts';
import { type Call, idsOf, type Turn } from '../../ports/turn.ts';
import { triage } from '../../triage/triage.ts';

type Worry = (typeof worries)[number];

/** What worries about a message of a threat; where none of the answers would fit, there is nothing to ask. */
const WORRY_OF: Partial<Record<ThreatLabel, Worry | 'none'>> = {
  penipuan: 'money',
  kekerasan: 'safety',
  pelanggaran_pemilu: 'election',
  ujaran_kebencian: 'none',
  perundungan: 'none',
};

/** Whether what worries the citizen can be guessed, is clear already, or has to be asked. */
export const guessWorry: Call<'likely' | 'clear' | 'unsure'> = async ({
  tipline,
  turn,
  values,
}) => {
  const tips = await ownTips(tipline, turn, values);
  const guesses = new Set(tips.map((tip) => WORRY_OF[tip.triage?.threat ?? 'biasa']));
  const [guess] = guesses;
  if (guesses.size !== 1 || guess === undefined) return { outcome: 'unsure' };
  if (guess === 'none') return { outcome: 'clear' };
  const name = label(tipline.script.locales, turn.profile.language, guess).toLowerCase();
  return { outcome: 'likely', values: { likelyWorry: guess, worry: name } };
};

/** Notes what worries the citizen, and weighs the guess at the threat anew with it. */
export const noteWorry: Call<'noted'> = async ({ tipline, turn, values }) => {
  const chosen = values.chosen === 'yes' ? values.likelyWorry : values.chosen;
  const worry = worries.find((name) => name === chosen);
  if (!worry) return { outcome: 'noted' };
  turn.changes.push({ type: 'note-tips', ids: idsOf(values.tips), notes: { worry } });
  for (const tip of await ownTips(tipline, turn, values)) {
    const text = [tip.text, ...(tip.read ?? []).map((each) => each.text)].join('\n');
    const guess = triage({ text, source: tip.source, worry });
    if (!guess && !tip.triage) continue;
    const notes = { triage: guess ?? NO_GUESS };
    turn.changes.push({ type: 'note-tips', ids: [tip.id], notes });
  }
  return { outcome: 'noted' };
};

/** What stands in the place of a guess that no longer holds. */
const NO_GUESS = { threat: 'biasa' as const, certainty: 0, signs: [], words: [] };

async function ownTips(tipline: Tipline, turn: Turn, values: Values): Promise<Tip[]> {
  const ids = idsOf(values.tips);
  const tips = await tipline.store.cases.tipsBy(turn.citizen, 50);
  return tips.filter(({ id }) => ids.includes(id));
}
