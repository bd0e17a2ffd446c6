import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatNumber } from '../../tipline/format-number.ts';
import { type Html, html, type Part } from '../html.ts';

/** The style sheet of the public pages, and the address under which this version of it may be kept. */
export const style = readStyle();

/** Who shows the pages: the post's name, the address of its pages, and a number to forward to. */
export interface Publisher {
  post: string;
  url: string;
  number: string | undefined;
}

/** What a page is made of. */
export interface Sheet {
  title: string;
  description: string;
  /** More for the head, such as a preview. */
  head?: Part;
  isHidden?: boolean;
  body: Part;
}

/** A whole page: its head for phones and previews, the way to the search, the words, the number. */
export function layout(
  publisher: Publisher,
  { title, description, head, isHidden, body }: Sheet,
): Html {
  return html`<!doctype html>
<html lang="id">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<meta name="description" content="${description}">
<meta name="color-scheme" content="light dark">
<meta name="theme-color" content="#14171a">
${isHidden && html`<meta name="robots" content="noindex">`}
<link rel="icon" href="/cek/tanda.svg" type="image/svg+xml">
<link rel="stylesheet" href="${style.address}">
<link rel="alternate" type="application/rss+xml" title="Cek fakta terbaru" href="/feed.xml">
${head}
</head>
<body>
<a class="skip" href="#isi">Langsung ke isi</a>
<header><a href="/cek">Cek Fakta ${publisher.post}</a></header>
<main id="isi">
${body}
</main>
<footer>
${askLine(publisher)}
<p>Nomor telepon, NIK, rekening, dan surel di dalam kabar yang kami periksa disamarkan.</p>
<p><a href="/status">Status posko</a></p>
</footer>
</body>
</html>
`;
}

function askLine({ number }: Publisher): Part {
  if (number === undefined)
    return html`<p>Ragu dengan sebuah pesan? <a href="/cek">Cari cek faktanya</a>.</p>`;
  return html`<p class="ask">Ragu dengan sebuah pesan? Teruskan ke WhatsApp
<a href="https://wa.me/${number}" rel="noopener nofollow">${formatNumber(number)}</a></p>`;
}

function readStyle() {
  const files = ['../shared.css', 'public.css', 'parts.css', 'status.css'];
  const text = files
    .map((name) => readFileSync(join(import.meta.dirname, name), 'utf8'))
    .join('\n');
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 12);
  return { text, address: `/cek/gaya-${hash}.css` };
}
