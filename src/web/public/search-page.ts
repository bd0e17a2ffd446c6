import { lookOf } from '../../domain/fact-checks/verdicts.ts';
import { chatAddress, formatNumber } from '../../domain/text/format-number.ts';
import { formatDay } from '../../i18n/format-date.ts';
import { offeredOf } from '../../matching/choose-tier.ts';
import type { Tier } from '../../matching/match.ts';
import { type Listed, type PublicList, wordsOf } from '../../services/fact-checks/public-list.ts';
import { pathOf, publicView } from '../../services/fact-checks/public-view.ts';
import { type Html, html, type Part } from '../shared/html.ts';
import { icon } from '../shared/verdict-look.ts';
import { layout, type Publisher } from './layout.ts';
import type { PublicDeps } from './public-deps.ts';

/** What the search page shows. */
export interface Found {
  query: string;
  tier: Tier;
  /** What fits the text that was asked for, best first. */
  matches: readonly Listed[];
  /** The newest, or those with the words that were asked for. */
  others: readonly Listed[];
  page: number;
  pages: number;
}

/** The page `/cek`: a field for a message, what fits it, and the newest fact-checks. */
export function searchPage(publisher: Publisher, found: Found): Html {
  const { query, others, page } = found;
  return layout(publisher, {
    title: `Cek Fakta ${publisher.post}`,
    description: 'Tempel pesan yang meragukan, dan lihat apakah sudah ada cek faktanya.',
    isHidden: query !== '' || page > 1,
    body: html`<h1>Cek fakta</h1>
<form action="/cek" method="get" role="search">
<label for="q">Tempel pesan atau kata kuncinya</label>
<textarea id="q" name="q" rows="3" maxlength="2000">
${query}</textarea>
<button>Cari</button>
</form>
${query !== '' && page === 1 && resultOf(publisher, found)}
${others.length > 0 && html`<h2>${query === '' ? 'Terbaru' : 'Dengan kata itu di judulnya'}</h2>${listOf(others)}${pager(found)}`}
${others.length === 0 && query === '' && html`<p>Belum ada cek fakta yang terbit di sini.</p>`}`,
  });
}

/** The page `/pernyataan`: what the post says together with other organisations. */
export function statementsPage(publisher: Publisher, all: readonly Listed[]): Html {
  const [title, description] = ['Pernyataan bersama', 'Yang dikatakan beberapa lembaga bersama.'];
  const found = all.filter(({ signatories }) => signatories);
  const body = html`<h1>${title}</h1><p>${description}</p>${found.length > 0 ? listOf(found) : html`<p>Belum ada.</p>`}`;
  return layout(publisher, { title: `${title} – ${publisher.post}`, description, body });
}

function resultOf(publisher: Publisher, { tier, matches }: Found): Part {
  if (matches.length === 0) return notFound(publisher);
  if (tier === 'answer') return html`<h2>Ini cek faktanya</h2>${listOf(matches)}`;
  if (tier === 'several') {
    return html`<h2>Mungkin salah satu dari ini</h2>
<p>Buka dan baca dulu mana yang Anda maksud. Bisa juga tidak ada yang cocok.</p>${listOf(matches)}`;
  }
  if (tier === 'confirm') {
    return html`<h2>Ada yang mirip</h2>
<p>Periksa dulu apakah ini yang Anda maksud: nama, angka, dan tempatnya bisa berbeda.</p>${listOf(matches)}`;
  }
  return html`${notFound(publisher)}<h2>Mungkin berkaitan</h2>${listOf(matches)}`;
}

function notFound({ number }: Publisher): Html {
  const way = number
    ? html`<p>Teruskan pesannya ke WhatsApp <a href="${chatAddress(number)}" rel="noopener nofollow">${formatNumber(number)}</a> supaya kami periksa.</p>`
    : undefined;
  return html`<div class="note" role="status"><p><strong>Kami belum menemukan cek fakta yang cocok.</strong></p>
<p>Belum ditemukan bukan berarti benar. Sebaiknya jangan diteruskan dulu.</p>${way}</div>`;
}

function listOf(entries: readonly Listed[]): Html {
  return html`<ul class="list">${entries.map(
    (
      entry,
    ) => html`<li><a href="${pathOf(entry)}">${badge(entry)} <span class="title">${entry.title}</span>
<span class="by">${entry.org}${entry.publishedAt && `, ${formatDay(entry.publishedAt, 'id')}`}</span></a></li>`,
  )}</ul>`;
}

function badge({ verdict, withdrawn }: Listed): Html {
  const look = lookOf(verdict, withdrawn !== undefined);
  return html`<span class="badge ${look.id}">${icon(look, 18)} ${look.word}</span>`;
}

function pager({ query, page, pages }: Found): Part {
  if (pages <= 1) return undefined;
  const to = (number: number) => {
    const asked = new URLSearchParams(query === '' ? {} : { q: query });
    if (number > 1) asked.set('halaman', String(number));
    return asked.size === 0 ? '/cek' : `/cek?${asked}`;
  };
  return html`<nav class="pager" aria-label="Halaman">
${page > 1 && html`<a href="${to(page - 1)}" rel="prev">Lebih baru</a>`}
<span>Halaman ${page} dari ${pages}</span>
${page < pages && html`<a href="${to(page + 1)}" rel="next">Lebih lama</a>`}
</nav>`;
}

/** Below this probability a fact-check is noise, not a help. */
const MIN_SCORE = 0.02;

const MAX_MATCHES = 5;

const PAGE = 20;

/** A text of more words is a message: it is matched, not looked for in titles. */
const MAX_WORDS = 6;

/** What fits a pasted text, and the newest; for a few words, the newest with them in their titles. */
export async function search(
  { deps, list }: { deps: PublicDeps; list: PublicList },
  query: string,
  asked: number,
): Promise<Found> {
  const { tier, matches } = await match(deps, list, query);
  const words = wordsOf(query);
  const hasTitles = query === '' || (words.length > 0 && words.length <= MAX_WORDS);
  const known = new Set(matches.map(({ id }) => id));
  const all = hasTitles ? (await list.valid(words)).filter(({ id }) => !known.has(id)) : [];
  const pages = Math.max(1, Math.ceil(all.length / PAGE));
  const page = Math.min(asked, pages);
  const others = all.slice((page - 1) * PAGE, page * PAGE);
  return { query, tier, matches: page === 1 ? matches : [], others, page, pages };
}

async function match(
  { index, store, ...rest }: PublicDeps,
  list: PublicList,
  query: string,
): Promise<{ tier: Found['tier']; matches: Listed[] }> {
  if (query === '') return { tier: 'none', matches: [] };
  const matched = await index.match({ text: query });
  const { tier, matches } = matched;
  const isOffer = tier === 'several';
  const likely = isOffer ? offeredOf(matched) : matches.filter(({ score }) => score >= MIN_SCORE);
  const found = await Promise.all(likely.map(({ id }) => store.factChecks.get(id)));
  const views = found.flatMap((factCheck) => (factCheck ? publicView(rest, factCheck) : []));
  const shown = views.filter((view) => view.withdrawn === undefined && list.isPublic(view));
  const isSure = tier === 'answer' && shown[0]?.id === matches[0]?.id;
  const kept = isSure ? 1 : MAX_MATCHES;
  if (isOffer && shown.length < 2) return { tier: 'confirm', matches: shown };
  return { tier: tier === 'answer' && !isSure ? 'none' : tier, matches: shown.slice(0, kept) };
}
