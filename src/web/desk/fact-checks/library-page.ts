import { may } from '../../../domain/accounts/permissions.ts';
import { verdicts } from '../../../domain/fact-checks/verdicts.ts';
import { jakartaDay } from '../../../domain/time/jakarta-day.ts';
import { formatDay } from '../../../i18n/format-date.ts';
import { keysOf } from '../../../i18n/keys-of.ts';
import { searchFactChecks } from '../../../services/cases/compare-fact-check.ts';
import {
  isInLibrary,
  type LibraryFilter,
  readLibraryFilter,
} from '../../../services/fact-checks/library-filter.ts';
import { listChanges } from '../../../services/fact-checks/proposed-change.ts';
import type { Listed } from '../../../services/fact-checks/public-list.ts';
import { type Html, html } from '../../shared/html.ts';
import { verdictBadge } from '../case/case-outcome.ts';
import { askedFor, type KnownVisit } from '../desk.ts';
import { optionsOf, pager, send } from '../layout.ts';
import { toPath } from './change-parts.ts';

const PAGE = 50;
const USED_MS = 30 * 86_400_000;

/** The fact-checks that pass a filter: the newest, the most used, or what fits words best. */
export async function showFactChecks(visit: KnownVisit): Promise<void> {
  const { desk, request, words, reviewer } = visit;
  const { library } = words;
  const query = askedFor(request, 'q').trim();
  const filter = readLibraryFilter((name) => askedFor(request, name));
  const all = await desk.factChecks.all();
  const now = desk.deps.clock.now();
  const passed = (await searched(visit, query, all)).filter((each) =>
    isInLibrary(each, filter, jakartaDay(now)),
  );
  const used = filter.sort && (await countUses(visit, now));
  const usesOf = ({ id }: Listed) => used?.get(id) ?? 0;
  const found = used ? passed.toSorted((a, b) => usesOf(b) - usesOf(a)) : passed;
  const pages = Math.max(1, Math.ceil(found.length / PAGE));
  const page = Math.min(pages, Math.max(1, Number.parseInt(askedFor(request, 'page'), 10) || 1));
  const waiting = (await listChanges(desk.deps)).length;
  const isNewest = query === '' && Object.keys(filter).length === 0;
  const body = html`<div class="head"><h1>${library.title} <span class="count">${found.length}</span></h1><div class="actions">
<a class="button" href="/review/changes">${words.changes.title}${waiting > 0 && ` (${waiting})`}</a>
${may(reviewer.role, 'edit-fact-check') && html`<a class="button" href="/review/new-fact-check">${library.add}</a>`}
${may(reviewer.role, 'import') && html`<a class="button" href="/review/import">${words.imports.title}</a>`}
${may(reviewer.role, 'export') && html`<a class="button" href="/review/fact-checks.csv" download>${library.export}</a>`}</div></div>
${filterForm(visit, { query, filter, all })}
<h2>${isNewest ? library.newest : library.found(found.length)}</h2>
${found.length === 0 && html`<div class="empty"><p>${library.nothing}</p></div>`}
<ol class="cases">${found
    .slice((page - 1) * PAGE, page * PAGE)
    .map((each) => row(visit, each, used && library.used(usesOf(each))))}</ol>
${pager(visit, { page, pages }, (to) => `/review/fact-checks?${new URLSearchParams({ q: query, ...filter, page: String(to) })}`)}`;
  send(visit, { title: library.title, body, place: 'fact-checks' });
}

/** What fits words: by their meaning first, then by their titles. */
async function searched({ desk }: KnownVisit, query: string, all: readonly Listed[]) {
  if (query === '') return all;
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const near = await searchFactChecks(desk.deps, { text: query });
  const byId = new Map(all.map((listed) => [listed.id, listed]));
  const first = new Set(near.flatMap(({ factCheck }) => byId.get(factCheck.id) ?? []));
  const byTitle = all.filter(({ title }) =>
    words.every((word) => title.toLowerCase().includes(word)),
  );
  return [...new Set([...first, ...byTitle])];
}

/** How many citizens were last told each fact-check within the last month. */
async function countUses({ desk }: KnownVisit, now: number): Promise<Map<string, number>> {
  const told = await desk.deps.store.figures.toldIn({ since: now - USED_MS, until: now });
  const uses = [...Map.groupBy(told, ({ factCheck }) => factCheck)];
  return new Map(uses.map(([id, each]) => [id, each.length]));
}

function filterForm(
  { words }: KnownVisit,
  { query, filter, all }: { query: string; filter: LibraryFilter; all: readonly Listed[] },
): Html {
  const { library, queue } = words;
  const say = library.filters;
  type Choice = 'verdict' | 'topic' | 'org' | 'lacks' | 'sort';
  const select = (name: Choice, values: readonly string[], names?: Record<string, string>) =>
    html`<label>${say[name]} <select name="${name}"><option value=""></option>${optionsOf(values, filter[name], names)}</select></label>`;
  const known = (name: 'topic' | 'org') => [...new Set(all.flatMap((each) => each[name] ?? []))];
  const day = (name: 'from' | 'until') =>
    html`<label>${say[name]} <input type="date" name="${name}" value="${filter[name] ?? ''}"></label>`;
  const isOn = Object.keys(filter).length > 0;
  return html`<form class="filter" action="/review/fact-checks" method="get" role="search">
<label class="grow"><span class="unseen">${library.search}</span>
<input id="search" type="search" name="q" value="${query}" placeholder="${library.searchHint}" maxlength="2000"></label>
<details class="pop"><summary class="button${isOn && ' on'}">${queue.filter}</summary><div class="card">${select('verdict', verdicts, words.verdict)}${select('topic', known('topic'))}${select('org', known('org'))}${select('lacks', keysOf(say.lack), say.lack)}${select('sort', ['used'], { used: say.used })}${day('from')}${day('until')}<button>${queue.filter}</button></div></details>
<button>${library.submit}</button>${isOn && html`<a class="button" href="/review/fact-checks">${queue.clear}</a>`}</form>`;
}

function row({ words, language }: KnownVisit, each: Listed, uses: string | undefined): Html {
  const { id, title, org, verdict, version, withdrawn, publishedAt } = each;
  const dated = publishedAt && formatDay(publishedAt, language);
  const facts = [org, dated, version > 1 && words.library.version(version), uses].filter(Boolean);
  return html`<li class="case"><a class="go" href="${toPath(id)}"><span class="claim">${title}</span></a>
<p class="state plain">${verdictBadge(words, { verdict, retracted: withdrawn })} <span class="soft">${facts.join(' · ')}</span></p></li>`;
}
