import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { readMonth } from '../../../domain/time/month.ts';
import { CorrectionLog } from '../../../services/transparency/corrections.ts';
import type { StoredReport } from '../../../services/transparency/monthly-reports.ts';
import { sheetOf } from '../../shared/monthly-report/report-sheet.ts';
import { voiceFor } from '../../shared/monthly-report/text.ts';
import type { Publisher } from '../layout.ts';
import { publisherOf, setPolicy } from '../page-rules.ts';
import type { PublicDeps } from '../public-deps.ts';
import { correctionsFeed } from './corrections-feed.ts';
import { correctionsPage } from './corrections-page.ts';
import { dataFile, dataFiles } from './data-package.ts';
import { toMarkdown } from './markdown.ts';
import type { PublishedMonths } from './published-months.ts';
import { missingReportPage, reportPage, reportsPage } from './report-page.ts';

const BRIEFLY = 'public, max-age=60';

/** What the pages of the public record need. */
export interface RecordParts {
  deps: PublicDeps;
  /** The address of the public pages. */
  url: string;
  months: PublishedMonths;
}

/** The public record: the months at `/laporan` with their data, and corrections at `/ralat`. */
export function recordPages({ deps, url, months }: RecordParts): Router {
  const publisher = publisherOf(deps, url);
  const log = new CorrectionLog(deps);
  const router = Router();
  router.use(['/laporan', '/ralat', '/ralat.xml'], setPolicy);
  router.get('/laporan', async (request, response) => {
    const page = reportsPage(publisher, voiceFor(request.query.bahasa), await months());
    response.set('cache-control', BRIEFLY).type('html').send(page.toString());
  });
  router.get('/laporan/:month', async (request, response) => {
    const kept = await find({ publisher, months }, request, response);
    if (!kept) return;
    const page = reportPage(publisher, voiceFor(request.query.bahasa), kept);
    response.set('cache-control', BRIEFLY).type('html').send(page.toString());
  });
  router.get('/laporan/:month/:file', async (request, response) => {
    const kept = await find({ publisher, months }, request, response);
    if (kept) sendFile({ publisher, kept }, request, response);
  });
  router.get('/ralat', async (request, response) => {
    const { halaman: asked } = askedSchema.parse(request.query);
    const view = { all: await log.all(), asked };
    const page = correctionsPage(publisher, voiceFor(request.query.bahasa), view);
    response.set('cache-control', BRIEFLY).type('html').send(page.toString());
  });
  router.get('/ralat.xml', async (_, response) => {
    response.set('cache-control', 'public, max-age=300').type('application/rss+xml');
    response.send(correctionsFeed(publisher, await log.all()));
  });
  return router;
}

const askedSchema = z.object({ halaman: z.coerce.number().int().min(1).max(100_000).catch(1) });

/** The published month that an address speaks of; where there is none, that is answered here. */
async function find(
  { publisher, months }: { publisher: Publisher; months: PublishedMonths },
  request: Request,
  response: Response,
): Promise<StoredReport | undefined> {
  const month = readMonth(String(request.params.month));
  const found = (await months()).find(({ record }) => record.month === month);
  if (found) return found;
  const page = missingReportPage(publisher, voiceFor(request.query.bahasa));
  response.status(404).type('html').send(page.toString());
  return undefined;
}

function sendFile(
  { publisher, kept }: { publisher: Publisher; kept: StoredReport },
  request: Request,
  response: Response,
): void {
  const { file } = request.params;
  const voice = voiceFor(request.query.bahasa);
  const name = dataFiles.find((each) => each === file);
  response.set({ 'cache-control': BRIEFLY, 'access-control-allow-origin': '*' });
  if (name) {
    response.attachment(name).type(name.endsWith('.csv') ? 'text/csv' : 'json');
    response.send(dataFile(kept, name, publisher.url));
  } else if (file === 'laporan.md') {
    response.attachment(`posko-${kept.record.month}.md`).type('text/markdown');
    response.send(toMarkdown(voice, sheetOf(voice, kept)));
  } else response.status(404).type('html').send(missingReportPage(publisher, voice).toString());
}
