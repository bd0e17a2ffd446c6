import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { licences } from '../../../domain/disclosure/licences.ts';
import { readMonth } from '../../../domain/time/month.ts';
import { formatDay } from '../../../i18n/format-date.ts';
import {
  type Correction,
  CorrectionLog,
  type Saying,
} from '../../../services/transparency/corrections.ts';
import { listRecords, type StoredReport } from '../../../services/transparency/monthly-reports.ts';
import { type Html, html, type Part } from '../../shared/html.ts';
import { sheetOf, sheetParts } from '../../shared/monthly-report/report-sheet.ts';
import { nameMonth, type Voice, voiceFor } from '../../shared/monthly-report/text.ts';
import { readOnce } from '../../shared/read-once.ts';
import { layout, type Publisher, pager, publisherOf, setPolicy } from '../layout.ts';
import type { PublicDeps } from '../public-deps.ts';
import { addressIn, publicVoice } from '../public-words.ts';
import { feedHead, rssTail } from '../rss.ts';
import { dataFiles, files } from './data-package.ts';

const BRIEFLY = 'public, max-age=60';

export interface RecordParts {
  deps: PublicDeps;
  url: string;
  months: PublishedMonths;
}

/** The public record: the months at `/laporan` with their data, and corrections at `/ralat`. */
export function recordPages({ deps, url, months }: RecordParts): Router {
  const publisher = publisherOf(deps, url);
  const log = new CorrectionLog(deps);
  const router = Router();
  router.use(['/laporan', '/ralat', '/ralat.xml'], setPolicy);
  const find = async ({ params }: Request) => {
    const month = readMonth(String(params.month));
    return (await months()).find(({ record }) => record.month === month);
  };
  const addPage = (
    path: string,
    draw: (voice: Voice, asked: Request) => Promise<Html | undefined>,
  ) =>
    router.get(path, async (request, response) => {
      const page = await draw(voiceFor(request.query.bahasa), request);
      if (!page) return sendMissing(publisher, request, response);
      response.set('cache-control', BRIEFLY).type('html').send(page.toString());
    });
  addPage('/laporan', async (voice) => reportsPage(publisher, voice, await months()));
  addPage('/laporan/:month', async (voice, request) => {
    const kept = await find(request);
    return kept && reportPage(publisher, voice, kept);
  });
  router.get('/laporan/:month/:file', async (request, response) => {
    const kept = await find(request);
    const name = dataFiles.find((each) => each === request.params.file);
    if (kept) response.set({ 'cache-control': BRIEFLY, 'access-control-allow-origin': '*' });
    if (!kept || !name) return sendMissing(publisher, request, response);
    response.attachment(name).type(name.endsWith('.csv') ? 'text/csv' : 'json');
    response.send(files[name](kept, url));
  });
  addPage('/ralat', async (voice, { query }) => {
    const { halaman: asked } = askedSchema.parse(query);
    return correctionsPage(publisher, voice, { all: await log.all(), asked });
  });
  router.get('/ralat.xml', async (_, response) => {
    response.set('cache-control', 'public, max-age=300').type('application/rss+xml');
    response.send(correctionsFeed(publisher, await log.all()));
  });
  return router;
}

const askedSchema = z.object({ halaman: z.coerce.number().int().min(1).max(100_000).catch(1) });

const MOST = 50;

/** The latest corrections and withdrawals as a feed (RSS 2.0), each an entry of its own. */
function correctionsFeed({ post, url }: Publisher, all: readonly Correction[]): string {
  const { say, desk } = voiceFor('id');
  const words = say.corrections;
  const items = all.slice(0, MOST).map(({ factCheck, version, at, path, before, after, why }) => {
    const was = `${words.before}: ${desk.verdict[before.verdict]}. ${before.why}`;
    const is = after ? ` ${words.after}: ${desk.verdict[after.verdict]}. ${after.why}` : '';
    const because = why === undefined ? '' : ` ${words.why}: ${why}`;
    return html`<item>
<title>[${after ? words.corrected : words.withdrawn}] ${(after ?? before).title}</title>
<link>${url}${path}</link>
<guid isPermaLink="false">${factCheck}#${version}</guid>
<pubDate>${new Date(at).toUTCString()}</pubDate>
<description>${was}${is}${because}</description>
</item>
`;
  });
  const [page, address] = [`${url}/ralat`, `${url}/ralat.xml`];
  const title = `${words.title} – ${post}`;
  const head = feedHead({ title, description: words.lead, page, address });
  return `${head}${items.join('')}${rssTail}`;
}

const PAGE = 50;

/** The page of all corrections and withdrawals, the latest first. */
function correctionsPage(
  publisher: Publisher,
  voice: Voice,
  { all, asked }: { all: readonly Correction[]; asked: number },
): Html {
  const { say, language } = voice;
  const words = say.corrections;
  const pages = Math.max(1, Math.ceil(all.length / PAGE));
  const page = Math.min(asked, pages);
  const shown = all.slice((page - 1) * PAGE, page * PAGE);
  return layout(publisher, {
    title: `${words.title} – ${publisher.post}`,
    description: words.lead,
    language,
    path: '/ralat',
    head: html`<link rel="alternate" type="application/rss+xml" title="${words.title}" href="/ralat.xml">`,
    body: html`<h1>${words.title}</h1><p>${words.lead}</p><p><a href="/ralat.xml">${words.feed}</a></p>
${shown.length === 0 ? html`<p>${words.none}</p>` : shown.map((each) => change(voice, each))}
${pager(publicVoice(language), { page, pages }, (other) => `/ralat?halaman=${other}`)}
<p><a href="${addressIn(language, '/laporan')}">${say.list}</a></p>`,
  });
}

function change(voice: Voice, { at, path, before, after, why, ...named }: Correction): Html {
  const { say, language } = voice;
  const words = say.corrections;
  const id = `ralat-${named.factCheck.replaceAll(/[^a-z0-9-]/gi, '-')}-${named.version}`;
  return html`<article class="change" aria-labelledby="${id}"><p class="by">${after ? words.corrected : words.withdrawn} ${formatDay(at, language)}</p>
<h2 id="${id}" lang="id">${(after ?? before).title}</h2>
${saying(voice, words.before, before)}
${after && saying(voice, words.after, after)}
<h3>${words.why}</h3><p>${why === undefined ? words.unknown : html`<span lang="id">${why}</span>`}</p>
<p><a href="${addressIn(language, path)}">${words.more}<span class="unseen">: ${(after ?? before).title}</span></a></p></article>`;
}

function saying({ desk }: Voice, name: string, { verdict, why }: Saying): Part {
  return html`<h3>${name}</h3><p><span class="badge ${verdict}">${desk.verdict[verdict]}</span></p><p lang="id">${why}</p>`;
}

/** The months that an editor has published, the latest first. */
export type PublishedMonths = () => Promise<readonly StoredReport[]>;

const FRESH_MS = 30_000;

/** Looks the published months up at most twice a minute however many ask. */
export function createPublishedMonths({ store, clock }: Pick<PublicDeps, 'store' | 'clock'>) {
  const read = async () => (await listRecords({ store })).filter(({ published }) => published);
  const months = readOnce({ freshMs: FRESH_MS, now: () => clock.now() }, read);
  return () => months('published');
}

function reportPage(publisher: Publisher, voice: Voice, kept: StoredReport): Html {
  const { say, language } = voice;
  const sheet = sheetOf(voice, kept);
  const { month } = kept.record;
  return layout(publisher, {
    title: `${sheet.title} – ${kept.record.post}`,
    description: sheet.lead,
    language,
    path: `/laporan/${month}`,
    body: html`<article class="record">${sheetParts(voice, sheet)}
<section class="figure" aria-labelledby="data"><h2 id="data">${say.section.data}</h2>${dataPart(voice, kept, publisher.url)}</section></article>
<p><a href="${addressIn(language, '/laporan')}">${say.all}</a></p>`,
  });
}

/** The page of all published months, the latest first. */
function reportsPage(publisher: Publisher, voice: Voice, all: readonly StoredReport[]): Html {
  const { say, language } = voice;
  return layout(publisher, {
    title: `${say.list} – ${publisher.post}`,
    description: say.listLead,
    language,
    path: '/laporan',
    body: html`<h1>${say.list}</h1><p>${say.listLead}</p>
${all.length === 0 ? html`<p>${say.none}</p>` : html`<ul class="list">${all.map(({ record: { month } }) => html`<li><a href="${addressIn(language, `/laporan/${month}`)}"><span class="title">${nameMonth(month, language)}</span></a></li>`)}</ul>`}
<p><a href="${addressIn(language, '/ralat')}">${say.correctionsLink}</a></p>`,
  });
}

/** What is said where there is no such month. */
function sendMissing(publisher: Publisher, { query }: Request, response: Response): void {
  const { say, language } = voiceFor(query.bahasa);
  const body = html`<h1>${say.missing}</h1><p>${say.missingHint} <a href="${addressIn(language, '/laporan')}">${say.all}</a></p>`;
  const { missing: title } = say;
  const page = layout(publisher, { title, description: title, language, isHidden: true, body });
  response.status(404).type('html').send(page.toString());
}

function dataPart(voice: Voice, { record, published }: StoredReport, url: string): Html {
  const { say, language } = voice;
  const { month, post } = record;
  const licence = licences[published?.licence ?? 'CC-BY-4.0'];
  const cited = say.cite(post, nameMonth(month, language), `${url}/laporan/${month}`);
  return html`<ul class="downloads">${dataFiles.map((name) => html`<li><a href="/laporan/${month}/${name}" download>${say.files[name]}</a></li>`)}</ul>
<p>${say.licence(licence.title)} <a href="${licence.path}" rel="noopener license">${licence.path}</a></p>
<p>${say.citeAs} <span class="cited">${cited}</span></p>`;
}
