import { lookOf } from '../../domain/fact-checks/verdicts.ts';
import { chatAddress, formatNumber } from '../../domain/text/format-number.ts';
import { defaultLanguage } from '../../i18n/languages.ts';
import { offeredOf } from '../../matching/choose-tier.ts';
import type { Tier } from '../../matching/match.ts';
import { type Listed, type PublicList, wordsOf } from '../../services/fact-checks/public-list.ts';
import { pathOf, publicView } from '../../services/fact-checks/public-view.ts';
import { type Html, html, type Part } from '../shared/html.ts';
import { icon } from '../shared/verdict-look.ts';
import { layout, type Publisher, pager } from './layout.ts';
import type { PublicDeps } from './public-deps.ts';
import type { PublicVoice } from './public-words.ts';

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
export function searchPage(publisher: Publisher, voice: PublicVoice, found: Found): Html {
  const { query, others, page } = found;
  const { search: say, language } = voice;
  return layout(publisher, {
    title: voice.frame.home(publisher.post),
    description: say.lead,
    language,
    path: addressOf(found),
    isHidden: query !== '' || page > 1,
    body: html`<h1>${say.title}</h1>
<form action="/cek" method="get" role="search">
${language !== defaultLanguage && html`<input type="hidden" name="bahasa" value="${language}">`}<label for="q">${say.label}</label>
<textarea id="q" name="q" rows="3" maxlength="2000">
${query}</textarea>
<button>${say.go}</button>
</form>
${query !== '' && page === 1 && resultOf(publisher, voice, found)}
${others.length > 0 && html`<h2>${query === '' ? say.newest : say.withWords}</h2>${listOf(others, voice)}${pager(voice, found, (other) => addressOf({ query, page: other }))}`}
${others.length === 0 && query === '' && html`<p>${say.empty}</p>`}`,
  });
}

/** The page `/pernyataan`: what the post says together with other organisations. */
export function statementsPage(publisher: Publisher, voice: PublicVoice, all: readonly Listed[]) {
  const { title, lead, none } = voice.statements;
  const found = all.filter(({ signatories }) => signatories);
  return layout(publisher, {
    title: `${title} – ${publisher.post}`,
    description: lead,
    language: voice.language,
    path: '/pernyataan',
    body: html`<h1>${title}</h1><p>${lead}</p>${found.length > 0 ? listOf(found, voice) : html`<p>${none}</p>`}`,
  });
}

function resultOf(publisher: Publisher, voice: PublicVoice, { tier, matches }: Found): Part {
  const { search: say } = voice;
  if (matches.length === 0) return notFound(publisher, voice);
  const list = listOf(matches, voice);
  if (tier === 'answer') return html`<h2>${say.answer}</h2>${list}`;
  const asks = tier === 'several' || tier === 'confirm' ? say[tier] : undefined;
  if (asks) return html`<h2>${asks.title}</h2><p>${asks.hint}</p>${list}`;
  return html`${notFound(publisher, voice)}<h2>${say.related}</h2>${list}`;
}

function notFound({ number }: Publisher, { search: say }: PublicVoice): Html {
  const way =
    number &&
    html`<p>${say.forward} <a href="${chatAddress(number)}" rel="noopener nofollow">${formatNumber(number)}</a>.</p>`;
  return html`<div class="note" role="status"><p><strong>${say.none}</strong></p>
<p>${say.noneHint}</p>${way}</div>`;
}

function listOf(entries: readonly Listed[], voice: PublicVoice): Html {
  return html`<ul class="list">${entries.map(
    (
      entry,
    ) => html`<li><a href="${voice.to(pathOf(entry))}">${badge(entry, voice)} <span class="title" lang="id">${entry.title}</span>
<span class="by">${entry.org}${entry.publishedAt && `, ${voice.day(entry.publishedAt)}`}</span></a></li>`,
  )}</ul>`;
}

function badge({ verdict, withdrawn }: Listed, { mark }: PublicVoice): Html {
  const look = lookOf(verdict, withdrawn !== undefined);
  return html`<span class="badge ${look.id}">${icon(look, 18)} ${mark(look)}</span>`;
}

function addressOf({ query, page }: Pick<Found, 'query' | 'page'>): string {
  const asked = new URLSearchParams(query === '' ? {} : { q: query });
  if (page > 1) asked.set('halaman', String(page));
  return asked.size === 0 ? '/cek' : `/cek?${asked}`;
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
  const matched = await index.match({ text: query, canRetry: true });
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
