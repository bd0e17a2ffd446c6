import { type Response, Router } from 'express';
import { createLimit } from '../../ports/concurrency-limit.ts';
import { RecentUse } from '../../ports/recent-use.ts';
import type { PrintReport } from '../../ports/report-printer.ts';
import type { Signer } from '../../ports/signer.ts';
import { reportDocument } from '../../services/reports/report-document.ts';
import { findReport } from '../../services/reports/report-link.ts';
import { reportSheet, showReport } from '../../services/reports/report-sheet.ts';
import { html } from '../shared/html.ts';
import { answerBusy, layout, type Publisher, publisherOf, setPolicy } from './layout.ts';
import type { PublicDeps } from './public-deps.ts';
import { publicVoice } from './public-words.ts';

export interface ReportParts {
  deps: PublicDeps;
  url: string;
  sign: Signer;
  printReport: PrintReport;
}

/** As many as a visitor may have at once, and again within each minute. */
const PER_MINUTE = 20;

/** Serves a citizen's own report, under a secret address that expires after a few days. */
export function reportPages({ deps, url, sign, printReport }: ReportParts): Router {
  const publisher = publisherOf(deps, url);
  const { store, clock } = deps;
  const printing = createLimit(1, 10);
  const visitors = new RecentUse(PER_MINUTE - 1, 60_000 / PER_MINUTE);
  const router = Router();
  router.use(setPolicy, (request, response, next) => {
    response.set({ 'cache-control': 'private, no-store', 'x-robots-tag': 'noindex' });
    const [visitor, now] = [request.ip ?? '', clock.now()];
    if (visitors.excessMs(visitor, now) > 0) {
      response.status(429).set('retry-after', '60').type('text').send(TOO_MANY);
      return;
    }
    visitors.note(visitor, now);
    next();
  });
  const serve = (path: string, send: (response: Response, found: Found) => unknown) =>
    router.get(`/:token${path}`, async ({ params: { token = '' } }, response) => {
      const found = await findReport({ store, sign }, token, clock.now());
      if (!found) return void response.status(404).type('html').send(gonePage(publisher));
      const shown = showReport(deps, found.report, clock.now());
      await send(response, { token, shown, sheet: reportSheet(deps, found.language, shown) });
    });
  serve('', (response, { token, sheet }) =>
    response.type('html').send(reportPage(publisher, sheet, token)),
  );
  serve('/laporan.pdf', async (response, { sheet }) => {
    const bytes = await printing(() => printReport(sheet));
    response.attachment(`laporan-${sheet.id}.pdf`).type('pdf').send(Buffer.from(bytes));
  });
  serve('/laporan.json', (response, { sheet, shown }) =>
    response.attachment(`laporan-${sheet.id}.json`).json(reportDocument(shown)),
  );
  return router.use(answerBusy);
}

const TOO_MANY = 'Terlalu sering. Coba lagi sebentar lagi.';

type Sheet = ReturnType<typeof reportSheet>;
type Found = { token: string; shown: ReturnType<typeof showReport>; sheet: Sheet };

function reportPage(publisher: Publisher, sheet: Sheet, token: string): string {
  const { language } = publicVoice(sheet.language);
  const body = html`<h1>${sheet.title}</h1>
<p><strong>${sheet.notice}</strong></p>
${sheet.ways.map((way) => html`<p>${way}</p>`)}
<p><a href="/laporan-saya/${token}/laporan.pdf">PDF</a> · <a href="/laporan-saya/${token}/laporan.json">JSON</a></p>
<dl>${sheet.fields.map(({ label, value }) => html`<dt>${label}</dt><dd>${value}</dd>`)}</dl>
<h2>${sheet.checks.title}</h2>
<ul>${sheet.checks.all.map(({ label, isMet }) => html`<li>${isMet ? '☑' : '☐'} ${label}</li>`)}</ul>`;
  const page = { title: sheet.title, description: sheet.notice, isHidden: true, language, body };
  return layout(publisher, page).toString();
}

function gonePage(publisher: Publisher): string {
  const title = 'Tautan ini sudah tidak berlaku';
  const body = html`<h1>${title}</h1><p>Tautan berkas laporan hanya berlaku beberapa hari, dan tidak berlaku selama pelapor membatasi pemakaian datanya (BATASI DATA). Tulis STATUS di WhatsApp untuk tautan baru, atau LANJUTKAN DATA kalau datanya boleh dipakai lagi.</p>`;
  return layout(publisher, { title, description: title, isHidden: true, body }).toString();
}
