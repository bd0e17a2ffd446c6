import type { Difference } from '../../../matching/match.ts';
import { LEAST_ALIKE, SURE } from '../../../services/cases/compare-fact-check.ts';
import type { Near } from '../../../services/cases/queue.ts';
import type { Words } from '../../../ui-text/ui-text.ts';
import { type Html, html } from '../../shared/html.ts';
import { showLine } from '../show-text.ts';

/** Each detail that differs, as the one has it and as the other has it; or what the absence of any rests on. */
export function differencesOf(
  near: Pick<Near<object>, 'score' | 'differences' | 'support'>,
  words: Words,
  other: string,
): Html {
  const { differences } = near;
  const { case: say } = words;
  const low = near.score < LEAST_ALIKE && html`<p class="hot">${lowOf(near.score, words)}</p>`;
  if (differences.length === 0) {
    return html`${low}${!low && agreement(near, words)}`;
  }
  const side = (text: readonly string[], where: string) =>
    html`<span class="side"><mark>${showLine(text.join(' '), 60) || say.nothing}</mark> <span class="soft">${where}</span></span>`;
  return html`${low}<ul class="differences">${differences.map(
    ({ type, message, factCheck }) =>
      html`<li><span class="label">${say.differs(say.difference[type])}</span> ${side(message, say.inCase)} <span aria-hidden="true">↔</span> ${side(factCheck, other)}</li>`,
  )}</ul>`;
}

/** The differences in a few words, for a sentence. */
export function differencesInWords(
  differences: readonly Difference[],
  { case: say }: Words,
): string {
  return differences
    .map(({ type, message, factCheck }) => {
      const sides = [message, factCheck].map((text) => showLine(text.join(' '), 60) || say.nothing);
      return `${say.difference[type]}: ${sides.join(' ↔ ')}`;
    })
    .join('; ');
}

/** That nothing differs is only said where words were compared and match well. */
function agreement(
  { score, support }: Pick<Near<object>, 'score' | 'support'>,
  { case: say, attach }: Words,
): Html {
  const isInWords = support?.some(({ type }) => type === 'words') ?? true;
  if (!isInWords) return html`<p class="soft">${attach.notInWords}</p>`;
  if (score >= SURE) return html`<p class="agrees">${say.same}</p>`;
  return html`<p class="soft">${attach.noneFound(Math.round(score * 100))}</p>`;
}

function lowOf(score: number, { attach }: Words): string {
  return attach.low(Math.round(score * 100));
}
