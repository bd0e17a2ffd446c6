import { may } from '../../../domain/accounts/permissions.ts';
import { formatDay } from '../../../i18n/format-date.ts';
import { inLanguage } from '../../../i18n/languages.ts';
import {
  type AskedOften,
  type ReviewedEntry,
  reviewVoterEntries,
  voterQuestions,
} from '../../../services/voters/edit-answers.ts';
import { showTime } from '../../../ui-text/format-time.ts';
import { type Html, html, type Part } from '../../shared/html.ts';
import type { KnownVisit } from '../desk.ts';
import { send } from '../layout.ts';

/** What voters are told, what needs somebody first, and what they asked. */
export async function sendVoters(visit: KnownVisit, alert?: string): Promise<void> {
  const { desk, words, reviewer } = visit;
  const { store, clock, voterAnswers } = desk.deps;
  const say = words.voters;
  const entries = reviewVoterEntries(voterAnswers.all(), clock.now());
  const { answered, unknown } = await voterQuestions(store.figures, clock.now());
  const needed = entries.filter(({ flaw }) => flaw !== undefined).length;
  const body = html`<div class="head"><h1>${say.title} <span class="count">${entries.length}</span></h1>
${may(reviewer.role, 'edit-voter-answers') && html`<a class="button" href="/review/new-voter-answer">${say.add}</a>`}</div>
<p class="hint">${say.hint}</p>
<p>${needed > 0 ? html`<strong>${say.needed(needed)}</strong>` : say.fine}</p>
<section class="card"><h2>${say.asked}</h2><p class="hint">${say.askedHint}</p>
${table(visit, { title: say.unknown, first: say.wording, rows: unknown.map(shownOutline) })}
${table(visit, { title: say.answered, first: say.topicName, rows: answered })}</section>
<h2>${say.all}</h2>
<ol class="cases">${entries.map((entry) => row(visit, entry))}</ol>`;
  send(visit, { title: say.title, body, alert, status: alert ? 404 : 200, place: 'voters' });
}

function row(visit: KnownVisit, { entry, flaw, retired, changed }: ReviewedEntry): Html {
  const { words, language, reviewer } = visit;
  const say = words.voters;
  const isEditor = may(reviewer.role, 'edit-voter-answers');
  const title = html`<strong class="claim">${inLanguage(entry.title, language)}</strong>`;
  const from = changed ? say.changedBy(changed.by, showTime(changed.at, language)) : say.cameAlong;
  const facts = [
    conditionsOf(visit, entry),
    entry.verified && say.verified(formatDay(entry.verified, language)),
    entry.source.name,
    from,
  ];
  return html`<li class="case">${isEditor ? html`<a class="go" href="/review/voter-answers/${entry.id}">${title}</a>` : title}
<p>${inLanguage(entry.answer, language)}</p>
<p class="state plain">${badgeOf(visit, { flaw, retired })}<span class="soft">${facts.filter(Boolean).join(' · ')}</span></p></li>`;
}

function badgeOf(
  { words }: KnownVisit,
  { flaw, retired }: Pick<ReviewedEntry, 'flaw' | 'retired'>,
): Part {
  const say = words.voters;
  if (retired) return html`<span class="badge">${say.retired}</span> `;
  return flaw && html`<span class="badge out">${say.flaw[flaw]}</span> `;
}

function conditionsOf({ words }: KnownVisit, entry: ReviewedEntry['entry']): string {
  const say = words.voters;
  const { election, region, registered } = entry;
  const named = [
    election && say.election[election],
    region,
    registered && say.registered[registered],
  ];
  return named.filter(Boolean).join(', ') || say.forAll;
}

function table(
  { words }: KnownVisit,
  { title, first, rows }: { title: string; first: string; rows: readonly AskedOften[] },
): Html {
  const say = words.voters;
  if (rows.length === 0) return html`<h3>${title}</h3><p class="soft">${say.nothing}</p>`;
  return html`<h3>${title}</h3><div class="scroll" tabindex="0" role="region" aria-label="${title}"><table class="plain-words">
<thead><tr><th>${first}</th><th>${say.times}</th></tr></thead>
<tbody>${rows.map(({ of, count }) => html`<tr><th scope="row">${of}</th><td>${count}</td></tr>`)}</tbody></table></div>`;
}

function shownOutline({ of, count }: AskedOften): AskedOften {
  return { of: of.split('-').join(' ').replaceAll('_', '…'), count };
}
