import { lookOf } from '../../domain/fact-checks/verdicts.ts';
import { shorten } from '../../domain/text/shorten.ts';
import { formatDay } from '../../i18n/format-date.ts';
import { claimReview, mediaReviews } from '../../services/fact-checks/claim-review.ts';
import { type PublicView, pathOf } from '../../services/fact-checks/public-view.ts';
import { citationList } from '../shared/citation-list.ts';
import { type Html, html, jsonScript, markdown, type Part } from '../shared/html.ts';
import { icon } from '../shared/verdict-look.ts';
import { layout, type Publisher } from './layout.ts';

/** The page of one fact-check; `text` is what can be copied into a chat. */
export function factCheckPage(publisher: Publisher, view: PublicView, text: string): Html {
  const { word } = lookOf(view.verdict, view.withdrawn !== undefined);
  const title = `${word}: ${shorten(view.title, 90)}`;
  const description = shorten(view.withdrawn ?? view.why, 200);
  return layout(publisher, {
    title: `${title} – ${publisher.post}`,
    description,
    isHidden: view.withdrawn !== undefined || view.isSample,
    head: previewOf(publisher, view, { title, description }),
    body: html`<article>
${banner(view)}${view.signatories && html`<p class="by">Pernyataan bersama</p>`}
<h1>${view.title}</h1>
${view.isSample && html`<p class="note">Ini contoh untuk mencoba Posko, bukan cek fakta sungguhan.</p>`}
${view.withdrawn !== undefined && withdrawalOf(view)}
${view.claim !== view.title && html`<h2>Yang beredar</h2><blockquote>${view.claim}</blockquote>`}
${view.withdrawn === undefined && html`<h2>Faktanya</h2>${paragraphs(view.why)}${restOf(view)}`}
<h2>Sumber</h2>
${sourceOf(view)}
<h2>Riwayat</h2>
<ul>${historyOf(view).map((line) => html`<li>${line}</li>`)}</ul>
${view.withdrawn === undefined && shareOf(view, text)}
</article>`,
  });
}

function banner({ verdict, withdrawn }: PublicView): Html {
  const look = lookOf(verdict, withdrawn !== undefined);
  return html`<p class="verdict ${look.id}">${icon(look, 40)} <strong>${look.word}</strong></p>`;
}

function withdrawalOf({ verdict, withdrawn, changedAt }: PublicView): Html {
  return html`<div class="note" role="note">
<p><strong>Cek fakta ini kami tarik pada ${formatDay(changedAt, 'id')}.</strong> Mohon jangan dipakai atau diteruskan lagi.</p>
<p>Alasannya: ${withdrawn}</p>
<p>Putusan semula: ${lookOf(verdict).word}.</p>
</div>`;
}

function restOf({ article, explanation }: PublicView): Part {
  if (article) return html`<h2>Penjelasan</h2><div class="article">${markdown(article)}</div>`;
  return explanation === undefined
    ? undefined
    : html`<h2>Penjelasan</h2>${paragraphs(explanation)}`;
}

function paragraphs(text: string): Html[] {
  const parts = text.split(/\n\s*\n/).filter((part) => part.trim() !== '');
  return parts.map((part) => html`<p>${part.trim()}</p>`);
}

function sourceOf({ org, isOwn, url, citations, noSource }: PublicView): Html {
  const others = isOwn ? citations : citations.filter((each) => each.url !== url);
  const list = citationList(others, 'id');
  const link = url && html`<a href="${url}" rel="noopener nofollow">${hostOf(url)}</a>`;
  if (link && !isOwn)
    return html`<p>Diperiksa oleh ${org}. Baca selengkapnya di ${link}</p>${list}`;
  return html`<p>Diperiksa oleh ${org}.${link && !list && html` Rujukan: ${link}`}</p>${list}
${noSource && html`<p>Tanpa rujukan: ${noSource}</p>`}`;
}

function hostOf(url: string): string {
  return URL.parse(url)?.host ?? 'sumber';
}

function historyOf(view: PublicView): string[] {
  const { publishedAt, expiresAt, corrections, changedAt, withdrawn, signatories = [] } = view;
  const changed = formatDay(changedAt, 'id');
  const day = (at: number) => formatDay(at, 'id');
  const lines = signatories.map(({ name, at }) => `Ditandatangani ${name}, ${day(at)}.`);
  if (publishedAt) lines.push(`Diperiksa ${formatDay(publishedAt, 'id')}.`);
  if (corrections > 0 && withdrawn === undefined) {
    lines.push(
      corrections === 1
        ? `Diralat ${changed}.`
        : `Diralat ${corrections} kali, terakhir ${changed}.`,
    );
  }
  if (corrections > 0 && withdrawn !== undefined) {
    lines.push(corrections === 1 ? 'Pernah diralat.' : `Pernah diralat ${corrections} kali.`);
  }
  if (withdrawn !== undefined) lines.push(`Ditarik ${changed}.`);
  else if (corrections === 0) lines.push('Belum pernah diralat.');
  if (expiresAt) {
    lines.push(
      `Ini tentang keadaan sampai ${formatDay(expiresAt, 'id')}; sesudah itu bisa sudah lain.`,
    );
  }
  return lines;
}

function shareOf(view: PublicView, text: string): Html {
  const lines = Math.min(14, text.split('\n').length + 3);
  return html`<h2>Bagikan</h2>
<p class="actions"><a class="button" href="https://wa.me/?text=${encodeURIComponent(text)}" rel="noopener nofollow">Kirim lewat WhatsApp</a>
<a class="button plain" href="${pathOf(view)}/kartu.png">Gambar untuk dibagikan</a></p>
<details><summary>Salin teksnya</summary>
<label for="teks">Tekan lama pada teks, pilih semua, lalu salin.</label>
<textarea id="teks" readonly rows="${lines}">
${text}</textarea></details>`;
}

function previewOf(
  { url, post }: Publisher,
  view: PublicView,
  { title, description }: { title: string; description: string },
): Part {
  const page = `${url}${pathOf(view)}`;
  const picture = `${page}/kartu.png?v=${view.version}-${view.changedAt}`;
  const review = claimReview(view, { page, home: url });
  const isMarked = view.isOwn && !view.isSample && view.withdrawn === undefined;
  return html`<link rel="canonical" href="${page}">
<meta property="og:type" content="article">
<meta property="og:locale" content="id_ID">
<meta property="og:site_name" content="${post}">
<meta property="og:title" content="${title}">
<meta property="og:description" content="${description}">
<meta property="og:url" content="${page}">
<meta property="og:image" content="${picture}">
<meta property="og:image:width" content="1200">
<meta property="og:image:height" content="630">
<meta property="og:image:alt" content="${title}">
<meta name="twitter:card" content="summary_large_image">
${isMarked && [review, ...mediaReviews(view, review)].map(jsonScript)}`;
}
