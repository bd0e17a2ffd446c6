import type { Citation } from '../../domain/fact-checks/citation.ts';
import { formatDay } from '../../i18n/format-date.ts';
import { deskWords, type Language } from '../../ui-text/ui-text.ts';
import { html, type Part } from './html.ts';

/** Sources with what each says, and the copy that was saved of it or why there is none; `copyAt` is where staff download it. */
export function citationList(
  citations: readonly Citation[],
  language: Language,
  copyAt?: (sha256: string) => string,
): Part {
  if (citations.length === 0) return undefined;
  const { proof } = deskWords[language];
  return html`<ol class="citations">${citations.map(
    ({ url, title, quote, seenOn, copy, noCopy, wayback }) => {
      const host = URL.parse(url)?.host ?? url;
      const saved = copy && proof.copy(formatDay(copy.at, language), copy.sha256);
      return html`<li><a href="${url}" rel="noopener noreferrer nofollow">${title || host}</a>${title && ` (${host})`}${seenOn && `, ${proof.read(formatDay(seenOn, language))}`}
${quote && html`<blockquote>${quote}</blockquote>`}<p class="copy">${saved ?? proof.noCopy[noCopy?.why ?? 'none']}${copy && copyAt && html` <a href="${copyAt(copy.sha256)}" download>${proof.download}</a>`}${wayback && html` <a href="${wayback}" rel="noopener noreferrer nofollow">${proof.wayback}</a>`}</p></li>`;
    },
  )}</ol>`;
}
