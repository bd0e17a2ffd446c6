import { may } from '../../../domain/accounts/permissions.ts';
import { formatDay } from '../../../i18n/format-date.ts';
import {
  type AudienceStats,
  LEAST_SHOWN,
  readAudience,
  unaskedKinds,
} from '../../../services/subscriptions/audience-stats.ts';
import { listSpreading, type Ready } from '../../../services/subscriptions/warning-candidates.ts';
import { listWarnings, type StoredWarning } from '../../../services/subscriptions/warnings.ts';
import { showTime } from '../../../ui-text/format-time.ts';
import { type Html, html } from '../../shared/html.ts';
import type { KnownVisit } from '../desk.ts';
import { send } from '../layout.ts';
import { showLine } from '../show-text.ts';

const MOST_WARNINGS = 30;

/** How many have subscribed to what, what they were sent, and what they were or could be warned of. */
export async function sendSubscriptions(visit: KnownVisit): Promise<void> {
  const { desk, words } = visit;
  const say = words.reach;
  const [figures, spreading, warnings] = await Promise.all([
    readAudience(desk.deps),
    listSpreading(desk.deps),
    listWarnings(desk.deps),
  ]);
  const body = html`<h1>${say.title} <span class="count">${showCount(visit, figures.total)}</span></h1><p class="hint">${say.hint}</p>
${subscribersPart(visit, figures)}${sentPart(visit, figures)}
<section class="card"><h2>${say.spreading}</h2><p class="hint">${say.spreadingHint}</p>
${spreading.length === 0 ? html`<p class="soft">${say.calm}</p>` : html`<ol class="cases">${spreading.map((each) => spreadingRow(visit, each))}</ol>`}</section>
${warnings.length > 0 && html`<section class="card"><h2>${say.warnings}</h2><ol class="cases">${warnings.slice(0, MOST_WARNINGS).map((each) => warningRow(visit, each))}</ol></section>`}`;
  send(visit, { title: say.title, body, place: 'reach' });
}

/** A count as it may be shown. */
export function showCount({ words }: Pick<KnownVisit, 'words'>, count: number | undefined): string {
  return count === undefined ? words.reach.few(LEAST_SHOWN) : String(count);
}

/** An interest in the words of the desk. */
export function sayInterest({ words }: Pick<KnownVisit, 'words'>, interest: string): string {
  if (interest === 'all') return words.reach.everything;
  const topics: Readonly<Record<string, string>> = words.topic;
  return topics[interest] ?? interest;
}

/** How far a warning is, at a time. */
export function stateOf(
  { sent, takenBack }: StoredWarning,
  now: number,
): 'proposed' | 'held' | 'sent' | 'back' {
  if (takenBack) return 'back';
  if (!sent) return 'proposed';
  return sent.until > now ? 'held' : 'sent';
}

function subscribersPart(visit: KnownVisit, { interests }: AudienceStats): Html {
  const say = visit.words.reach;
  const rows = interests.map(
    ({ interest, count }) =>
      html`<tr><th scope="row">${sayInterest(visit, interest)}</th><td>${showCount(visit, count)}</td></tr>`,
  );
  const table = html`<div class="scroll" tabindex="0" role="region" aria-label="${say.subscribers}"><table class="plain-words">
<thead><tr><th>${say.interest}</th><th>${say.count}</th></tr></thead><tbody>${rows}</tbody></table></div>`;
  return html`<section class="card"><h2>${say.subscribers}</h2>${rows.length === 0 ? html`<p class="soft">${say.nobody}</p>` : table}</section>`;
}

function sentPart({ words, language }: KnownVisit, { sent, lastDigest }: AudienceStats): Html {
  const say = words.reach;
  return html`<section class="card"><h2>${say.sent}</h2><p class="hint">${say.sentHint}</p>
<p>${lastDigest === undefined ? say.noDigest : say.lastDigest(formatDay(lastDigest, language))}</p>
<div class="scroll" tabindex="0" role="region" aria-label="${say.sent}"><table class="plain-words">
<thead><tr><th>${say.kind}</th><th>${say.count}</th></tr></thead>
<tbody>${unaskedKinds.map((kind) => html`<tr><th scope="row">${say.kinds[kind]}</th><td>${sent[kind]}</td></tr>`)}</tbody></table></div></section>`;
}

function spreadingRow(visit: KnownVisit, { case: { ticket }, factCheck, spread }: Ready): Html {
  const { words, reviewer } = visit;
  const title = html`<strong class="claim">${showLine(factCheck.title, 200)}</strong>`;
  const isEditor = may(reviewer.role, 'warn-subscribers');
  const path = isEditor ? `/review/subscriptions/${ticket}` : `/review/cases/${ticket}`;
  return html`<li class="case"><a class="go" href="${path}">${title}</a>
<p class="state plain"><span class="badge out">${words.reach.asked(spread)}</span> <span class="soft">${ticket}</span></p></li>`;
}

function warningRow(visit: KnownVisit, warning: StoredWarning): Html {
  const { words, language, desk, reviewer } = visit;
  const say = words.reach;
  const { ticket, interests, proposed, sent } = warning;
  const { by, at } = sent ?? proposed;
  const state = say.state[stateOf(warning, desk.deps.clock.now())];
  const to = interests.map((interest) => sayInterest(visit, interest)).join(', ');
  const isEditor = may(reviewer.role, 'warn-subscribers');
  const path = isEditor ? `/review/subscriptions/${ticket}` : `/review/cases/${ticket}`;
  return html`<li class="case"><a class="go" href="${path}"><strong class="claim">${ticket}</strong></a>
<p class="state plain"><span class="badge">${state}</span> <span class="soft">${[to, say.by(by, showTime(at, language))].join(' · ')}</span></p></li>`;
}
