import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { createLimit } from '../../ports/concurrency-limit.ts';
import { shareText } from '../../services/fact-checks/card-text.ts';
import { type Listed, newsAt, PublicList } from '../../services/fact-checks/public-list.ts';
import { idOfSlug, pathOf, publicView } from '../../services/fact-checks/public-view.ts';
import { html } from '../shared/html.ts';
import { apiRoutes } from './api/api-routes.ts';
import { factCheckPage } from './fact-check-page.ts';
import { answerBusy, layout, type Publisher, publisherOf, setPolicy, style } from './layout.ts';
import { methodPage } from './method/method-page.ts';
import {
  createPublishedMonths,
  type PublishedMonths,
  recordPages,
} from './monthly-report/record-pages.ts';
import type { PublicDeps } from './public-deps.ts';
import { publicVoice } from './public-words.ts';
import { rssHead, rssItem, rssTail } from './rss.ts';
import { search, searchPage, statementsPage } from './search-page.ts';

export interface PublicParts {
  deps: PublicDeps;
  publication: { url: string; showsSamples: boolean };
}

/** The pages that anyone may read: `/cek`, one for each fact-check with its picture, the record, the feeds and the site map. */
export function publicPages({ deps, publication }: PublicParts): Router {
  const { url } = publication;
  const publisher = publisherOf(deps, url);
  const list = new PublicList(deps, publication);
  const months = createPublishedMonths(deps);
  const site: Site = { deps, publisher, list };
  const drawSiteMap = createSiteMap(url);
  const searching = createLimit(2, 20);
  const router = Router();
  router.use(['/cek', '/pernyataan', '/feed.xml', '/sitemap.xml'], setPolicy);
  router.get(style.address, (_, response) => {
    response.set('cache-control', 'public, max-age=31536000, immutable');
    response.type('css').send(style.text);
  });
  router.get('/cek/tanda.svg', (_, response) => {
    response.set('cache-control', 'public, max-age=86400').type('svg').send(icon);
  });
  router.get('/cek', async (request, response) => {
    const { q, halaman } = askedSchema.parse(request.query);
    const found = await searching(() => search({ deps, list }, q, halaman));
    response.set('cache-control', q === '' ? BRIEFLY : 'private, no-store');
    response.type('html').send(searchPage(publisher, voiceOf(request), found).toString());
  });
  router.get('/pernyataan', async (request, response) => {
    const page = statementsPage(publisher, voiceOf(request), await list.all());
    response.set('cache-control', BRIEFLY).type('html').send(page.toString());
  });
  for (const path of ['/cek/:slug', '/pernyataan/:slug']) {
    router.get(path, (request, response) => showFactCheck(site, request, response));
    router.get(`${path}/kartu.png`, (request, response) => showCard(site, request, response));
  }
  router.get('/feed.xml', (_, response) => showFeed(site, response));
  router.get('/sitemap.xml', async (_, response) => {
    const text = drawSiteMap(await list.all(), await months());
    response.set('cache-control', 'public, max-age=3600').type('application/xml').send(text);
  });
  router.get('/metode', setPolicy, (request, response) => {
    const page = methodPage(publisher, voiceOf(request));
    response.set('cache-control', BRIEFLY).type('html').send(page.toString());
  });
  router.use(recordPages({ deps, url, months }));
  router.use(apiRoutes({ list, url }));
  router.get('/robots.txt', (_, response) => {
    response.set('cache-control', BRIEFLY).type('text').send(robotsOf(url));
  });
  return router.use(answerBusy);
}

const ALLOWED = ['/cek', '/pernyataan', '/status', '/metode', '/laporan$', '/laporan/', '/ralat'];
const FILES = ['/feed.xml', '/sitemap.xml', '/api/'];

function robotsOf(url: string): string {
  const allowed = [...ALLOWED, ...FILES].map((path) => `Allow: ${path}\n`).join('');
  return `User-agent: *\n${allowed}Disallow: /\n\nSitemap: ${url}/sitemap.xml\n`;
}

interface Site {
  deps: PublicDeps;
  publisher: Publisher;
  list: PublicList;
}

const icon =
  html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><rect width="24" height="24" rx="5" fill="#14171a"/><path d="M5 12.5l5 5L19.5 7" fill="none" stroke="#ffffff" stroke-width="3"/></svg>`.toString();

/** A verdict that was withdrawn must not be shown for long. */
const BRIEFLY = 'public, max-age=60';
const FEED = 50;

const voiceOf = ({ query }: Request) => publicVoice(query.bahasa);
const first = (value: unknown) => (Array.isArray(value) ? value[0] : value);
const askedSchema = z.object({
  q: z.preprocess(first, z.string().catch('')).transform((text) => text.trim().slice(0, 2000)),
  halaman: z.preprocess(first, z.coerce.number().int().min(1).max(100_000).catch(1)),
});

async function showFactCheck(site: Site, request: Request, response: Response): Promise<void> {
  const { deps, publisher } = site;
  const found = await findPublic(site, request, response);
  if (!found) return;
  const voice = voiceOf(request);
  const { language } = voice;
  const view = publicView({ ...deps, shownIn: language }, found.factCheck);
  const page = `${publisher.url}${voice.to(pathOf(view))}`;
  const text = shareText(deps, found.factCheck, { page, number: publisher.number, language });
  response.set('cache-control', BRIEFLY);
  response.set('last-modified', new Date(view.changedAt).toUTCString());
  if (view.withdrawn !== undefined || view.isSample) response.set('x-robots-tag', 'noindex');
  response.type('html').send(factCheckPage(publisher, voice, { view, text }).toString());
}

async function showCard(site: Site, request: Request, response: Response): Promise<void> {
  const found = await findPublic(site, request, response, '/kartu.png');
  if (!found) return;
  const { mime, bytes } = await site.deps.cardOf(found.view);
  response.set('cache-control', request.query.v ? 'public, max-age=604800' : BRIEFLY);
  response.set('last-modified', new Date(found.view.changedAt).toUTCString());
  response.type(mime).send(Buffer.from(bytes));
}

/** The fact-check that an address speaks of; where there is none, or it has moved, that is answered here. */
async function findPublic(
  { publisher, list }: Site,
  request: Request,
  response: Response,
  rest = '',
): ReturnType<PublicList['find']> {
  const { lost, language, to } = voiceOf(request);
  const slug = String(request.params.slug);
  const id = idOfSlug(slug);
  const found = id === undefined ? undefined : await list.find(id);
  if (!found) {
    const { title, hint, search: link } = lost;
    const body = html`<h1>${title}</h1><p>${hint} <a href="${to('/cek')}">${link}</a>.</p>`;
    const sheet = { title, description: title, isHidden: true, language, body };
    response.status(404).type('html').send(layout(publisher, sheet).toString());
    return undefined;
  }
  const { view } = found;
  const path = `${pathOf(view)}${rest}`;
  if (request.path === path) return found;
  response.set('cache-control', BRIEFLY); // a title may change back
  response.redirect(301, to(path));
  return undefined;
}

async function showFeed({ deps, publisher, list }: Site, response: Response): Promise<void> {
  const newest = (await list.all()).slice(0, FEED);
  const items = await Promise.all(
    newest.map(async (entry) => {
      const found = await deps.store.factChecks.get(entry.id);
      const about = { url: publisher.url, at: newsAt(entry) };
      return found ? rssItem(publicView(deps, found), about).toString() : '';
    }),
  );
  response.set('cache-control', 'public, max-age=300');
  if (newest[0]) response.set('last-modified', new Date(newsAt(newest[0])).toUTCString());
  response.type('application/rss+xml').send(`${rssHead(publisher)}${items.join('')}${rssTail}`);
}

type Months = Awaited<ReturnType<PublishedMonths>>;

/** As many addresses as one site map may hold. */
const SITE_MAP = 50_000;

/** Draws the site map: the monthly reports, then every valid fact-check; redraws after changes. */
function createSiteMap(url: string) {
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

const UNDATED = ['/metode', '/laporan', '/ralat', '/pernyataan'];
