import { lookOf } from '../../domain/fact-checks/verdicts.ts';
import { shorten } from '../../domain/text/shorten.ts';
import { defaultLanguage, languageFacts } from '../../i18n/languages.ts';
import { claimReview, mediaReviews } from '../../services/fact-checks/claim-review.ts';
import { type PublicView, pathOf } from '../../services/fact-checks/public-view.ts';
import { citationList } from '../shared/citation-list.ts';
import { type Html, html, jsonScript, markdown, type Part } from '../shared/html.ts';
import { icon } from '../shared/verdict-look.ts';
import { layout, type Publisher } from './layout.ts';
import type { PublicVoice } from './public-words.ts';

/** The page of one fact-check; `text` is what can be copied into a chat. */
export function factCheckPage(
  publisher: Publisher,
  voice: PublicVoice,
  { view, text }: { view: PublicView; text: string },
): Html {
  const { factCheck: say, language } = voice;
  const mark = voice.mark(lookOf(view.verdict, view.withdrawn !== undefined));
  const title = `${mark}: ${shorten(view.title, 90)}`;
  const description = shorten(view.withdrawn ?? view.why, 200);
  return layout(publisher, {
    title: `${title} – ${publisher.post}`,
    description,
    isHidden: view.withdrawn !== undefined || view.isSample,
    language,
    path: pathOf(view),
    head: previewOf(publisher, voice, { view, title, description }),
    body: html`<article>
${banner(view, voice)}${view.signatories && html`<p class="by">${say.statement}</p>`}
<h1 lang="id">${view.title}</h1>
${view.isSample && html`<p class="note">${say.sample}</p>`}
${view.withdrawn !== undefined && withdrawalOf(view, voice)}
${view.claim !== view.title && html`<h2>${say.claim}</h2><blockquote lang="id">${view.claim}</blockquote>`}
${view.withdrawn === undefined && html`<h2>${say.fact}</h2><div lang="id">${paragraphs(view.why)}</div>${restOf(view, voice)}`}
<h2>${say.sources}</h2>
${sourceOf(view, voice)}
<h2>${say.history}</h2>
<ul>${historyOf(view, voice).map((line) => html`<li>${line}</li>`)}</ul>
${view.withdrawn === undefined && shareOf(view, voice, text)}
</article>`,
  });
}

function banner({ verdict, withdrawn }: PublicView, { mark }: PublicVoice): Html {
  const look = lookOf(verdict, withdrawn !== undefined);
  return html`<p class="verdict ${look.id}">${icon(look, 40)} <strong>${mark(look)}</strong></p>`;
}

function withdrawalOf(
  { verdict, withdrawn, changedAt }: PublicView,
  { factCheck: say, day, mark }: PublicVoice,
): Html {
  return html`<div class="note" role="note">
<p><strong>${say.withdrawnOn(day(changedAt))}</strong> ${say.doNotUse}</p>
<p>${say.reason}: <span lang="id">${withdrawn}</span></p>
<p>${say.before}: ${mark(lookOf(verdict))}.</p>
</div>`;
}

function restOf({ article, explanation }: PublicView, { factCheck: say }: PublicVoice): Part {
  if (article)
    return html`<h2>${say.article}</h2><div class="article" lang="id">${markdown(article)}</div>`;
  return explanation === undefined
    ? undefined
    : html`<h2>${say.article}</h2><div lang="id">${paragraphs(explanation)}</div>`;
}

function paragraphs(text: string): Html[] {
  const parts = text.split(/\n\s*\n/).filter((part) => part.trim() !== '');
  return parts.map((part) => html`<p>${part.trim()}</p>`);
}

function sourceOf(
  { org, isOwn, url, citations, noSource }: PublicView,
  { factCheck: say, language }: PublicVoice,
): Html {
  const others = isOwn ? citations : citations.filter((each) => each.url !== url);
  const list = citationList(others, language);
  const link =
    url && html`<a href="${url}" rel="noopener nofollow">${URL.parse(url)?.host ?? 'sumber'}</a>`;
  if (link && !isOwn) return html`<p>${say.checkedBy(org)} ${say.readAt} ${link}</p>${list}`;
  return html`<p>${say.checkedBy(org)}${link && !list && html` ${say.reference}: ${link}`}</p>${list}
${noSource && html`<p>${say.noSource}: <span lang="id">${noSource}</span></p>`}`;
}

function historyOf(view: PublicView, { factCheck: say, day }: PublicVoice): string[] {
  const { publishedAt, expiresAt, corrections, changedAt, withdrawn, signatories = [] } = view;
  const lines = signatories.map(({ name, at }) => say.signed(name, day(at)));
  if (publishedAt) lines.push(say.checked(day(publishedAt)));
  if (withdrawn === undefined) {
    lines.push(corrections > 0 ? say.corrected(corrections, day(changedAt)) : say.neverCorrected);
  } else {
    if (corrections > 0) lines.push(say.onceCorrected(corrections));
    lines.push(say.withdrawn(day(changedAt)));
  }
  if (expiresAt) lines.push(say.until(day(expiresAt)));
  return lines;
}

function shareOf(view: PublicView, { factCheck: say }: PublicVoice, text: string): Html {
  const lines = Math.min(14, text.split('\n').length + 3);
  return html`<h2>${say.share}</h2>
<p class="actions"><a class="button" href="https://wa.me/?text=${encodeURIComponent(text)}" rel="noopener nofollow">${say.send}</a>
<a class="button plain" href="${pathOf(view)}/kartu.png">${say.picture}</a></p>
<details><summary>${say.copy}</summary>
<label for="teks">${say.copyHint}</label>
<textarea id="teks" readonly rows="${lines}">
${text}</textarea></details>`;
}

function previewOf(
  { url, post }: Publisher,
  { language, to }: PublicVoice,
  { view, title, description }: { view: PublicView; title: string; description: string },
): Part {
  const page = `${url}${pathOf(view)}`;
  const own = `${url}${to(pathOf(view))}`;
  const picture = `${page}/kartu.png?v=${view.version}-${view.changedAt}`;
  const review = claimReview(view, { page, home: url });
  const isMarked =
    language === defaultLanguage && view.isOwn && !view.isSample && view.withdrawn === undefined;
  return html`<link rel="canonical" href="${own}">
<meta property="og:type" content="article">
<meta property="og:locale" content="${languageFacts(language).intl.replace('-', '_')}">
<meta property="og:site_name" content="${post}">
<meta property="og:title" content="${title}">
<meta property="og:description" content="${description}">
<meta property="og:url" content="${own}">
<meta property="og:image" content="${picture}">
<meta property="og:image:width" content="1200">
<meta property="og:image:height" content="630">
<meta property="og:image:alt" content="${title}">
<meta name="twitter:card" content="summary_large_image">
${isMarked && [review, ...mediaReviews(view, review)].map(jsonScript)}`;
}
