import type { Citation } from '../../domain/fact-checks/citation.ts';
import { formatDay } from '../../i18n/format-date.ts';
import { deskWords, type Language } from '../../ui-text/ui-text.ts';
import { type Html, html, type Part } from './html.ts';

/** Sources with what each says, and the copy that was saved of it or why there is none; `copyAt` is where staff download it. */
export function citationList(
  citations: readonly Citation[],
  language: Language,
  copyAt?: (sha256: string) => string,
): Part {
  if (citations.length === 0) return undefined;
  const { proof } = deskWords[language];
  return html`<ol class="citations">${citations.map((each) => {
    const { url, title, quote, seenOn } = each;
    const host = URL.parse(url)?.host ?? url;
    return html`<li><a href="${url}" rel="noopener noreferrer nofollow">${title || host}</a>${title && ` (${host})`}${seenOn && `, ${proof.read(formatDay(seenOn, language))}`}
${quote && html`<blockquote>${quote}</blockquote>`}${copyOf(each, language, copyAt)}</li>`;
  })}</ol>`;
}

function copyOf(
  { copy, noCopy }: Citation,
  language: Language,
  copyAt?: (sha256: string) => string,
): Html {
  const { proof } = deskWords[language];
  if (!copy) return html`<p class="copy">${proof.noCopy[noCopy?.why ?? 'none']}</p>`;
  const text = proof.copy(formatDay(copy.at, language), copy.sha256);
  const link = copyAt && html` <a href="${copyAt(copy.sha256)}" download>${proof.download}</a>`;
  return html`<p class="copy">${text}${link}</p>`;
}
