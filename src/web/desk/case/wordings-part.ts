import type { NewWording } from '../../../services/fact-checks/new-wordings.ts';
import { type Html, html, type Part } from '../../shared/html.ts';
import { fieldsOf, type KnownVisit } from '../desk.ts';
import { showText } from '../show-text.ts';

/** A wording is read in full up to here. */
const SHOWN = 1500;

/** The wordings that will be answered with a verdict, to be ticked or not; inside the form that decides. */
export function wordingsPart(
  { words }: KnownVisit,
  wordings: readonly NewWording[],
  { isForTwo, isReadOnly = false }: { isForTwo: boolean; isReadOnly?: boolean },
): Part {
  const say = words.wordings;
  if (wordings.length === 0) return undefined;
  const taken = wordings.filter(({ isTaken }) => isTaken).length;
  const isOpen = wordings.some(({ isFirst }) => !isFirst);
  const inside = wordings.map((each) => (isReadOnly ? readOnly(each) : ticked(each)));
  return html`<details class="to-learn"${isOpen && html` open`}><summary>${say.title(taken)}</summary>
<p class="hint">${say.hint}${isForTwo && html` ${say.forTwo}`}</p>
<fieldset class="plain"><legend class="unseen">${say.title(taken)}</legend>${inside}</fieldset></details>`;

  function ticked(wording: NewWording): Html {
    return html`<input type="hidden" name="wording" value="${wording.key}">
<label class="option"><input type="checkbox" name="take" value="${wording.key}"${wording.isTaken && html` checked`}> ${told(wording)}</label>`;
  }

  function readOnly(wording: NewWording): Html {
    return html`<p class="option">${told(wording)} <span class="soft">${wording.isTaken ? say.taken : say.left}</span></p>`;
  }

  function told({ text, adds, fits, isFirst, senders }: NewWording): Html {
    const who = [say.senders(senders), ...(isFirst ? [say.first] : [])].join(' · ');
    const what =
      adds.length > 0 ? say.adds(adds.join(', ').slice(0, 300)) : fits ? say.fits : say.lacks;
    return html`<span><span class="wording" dir="auto">${markWords(showText(text.slice(0, SHOWN)), adds)}</span><br>
<span class="soft">${who}. ${showText(what)}</span></span>`;
  }
}

/** What a form says of the wordings that it has shown. */
export function choiceIn(request: KnownVisit['request']): { take: string[]; leave: string[] } {
  const shown = fieldsOf(request, 'wording').filter((key) => /^[0-9a-f]{12}$/.test(key));
  const ticked = new Set(fieldsOf(request, 'take'));
  return {
    take: shown.filter((key) => ticked.has(key)),
    leave: shown.filter((key) => !ticked.has(key)),
  };
}

export function markWords(text: string, words: readonly string[]): Part {
  const shown = words.map((word) => showText(word)).filter((word) => word.trim() !== '');
  if (shown.length === 0) return text;
  const any = shown
    .toSorted((a, b) => b.length - a.length)
    .map((word) => RegExp.escape(word))
    .join('|');
  const pieces = text.split(new RegExp(`(?<![\\p{L}\\p{N}])(${any})(?![\\p{L}\\p{N}])`, 'giu'));
  return pieces.map((piece, at) => (at % 2 === 1 ? html`<mark>${piece}</mark>` : piece));
}
