import type { Listed } from '../../services/fact-checks/public-list.ts';
import { pathOf } from '../../services/fact-checks/public-view.ts';
import { html } from '../shared/html.ts';
import type { PublishedMonths } from './monthly-report/published-months.ts';

type Months = Awaited<ReturnType<PublishedMonths>>;

/** As many addresses as one site map may hold. */
const SITE_MAP = 50_000;

/** Draws the site map: the monthly reports, then every valid fact-check; redraws after changes. */
export function createSiteMap(url: string) {
  let known: { of: readonly Listed[]; months: Months; text: string } | undefined;
  return (all: readonly Listed[], months: Months): string => {
    if (known?.of !== all || known.months !== months) {
      known = { of: all, months, text: draw(url, all, months) };
    }
    return known.text;
  };
}

function draw(url: string, all: readonly Listed[], months: Months): string {
  const reports = months.map(({ record: { month }, published, revisions }) => ({
    path: `/laporan/${month}`,
    at: revisions.at(-1)?.at ?? published?.at ?? 0,
  }));
  const valid = all.filter(({ withdrawn }) => withdrawn === undefined);
  const factChecks = valid.map((entry) => ({ path: pathOf(entry), at: entry.changedAt }));
  const dated = [...reports, ...factChecks].slice(0, SITE_MAP - UNDATED.length);
  return html`<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${UNDATED.map(
  (path) => html`<url><loc>${url}${path}</loc></url>
`,
)}${dated.map(
  ({
    path,
    at,
  }) => html`<url><loc>${url}${path}</loc><lastmod>${new Date(at).toISOString()}</lastmod></url>
`,
)}</urlset>
`.toString();
}

const UNDATED = ['/laporan', '/ralat'];
