import { createWriteStream } from 'node:fs';
import { rename } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Option } from 'commander';
import type { AppDeps } from '../app/app-deps.ts';
import { loadContent } from '../app/load-content.ts';
import { withStore } from '../app/open-store.ts';
import type { Config } from '../config/config.ts';
import { type FactCheck, factCheckSchema } from '../domain/fact-checks/fact-check.ts';
import type { PublishedFactCheck } from '../domain/fact-checks/published-fact-check.ts';
import { toCsv } from '../domain/text/csv.ts';
import type { FactCheckStore } from '../ports/store.ts';
import { allFactChecks } from '../services/fact-checks/all-fact-checks.ts';
import { claimReview } from '../services/fact-checks/claim-review.ts';
import { pathOf, publicView } from '../services/fact-checks/public-view.ts';
import { SettingsRepository } from '../services/settings/settings.ts';
import { rssHead, rssItem, rssTail } from '../web/public/rss.ts';
import { createCommand } from './create-command.ts';
import { complain, configFor } from './output.ts';

export const exportFormats = ['jsonl', 'csv', 'claimreview', 'rss'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export const exportCommand = createCommand('export')
  .addOption(
    new Option('--format <format>', 'what to write').choices(exportFormats).default('jsonl'),
  )
  .action(runExport);

async function runExport(
  file: string | undefined,
  { format, data }: { format: ExportFormat; data?: string },
): Promise<void> {
  const config = configFor({ data });
  const count = { written: 0 };
  const script = loadContent(config);
  await withStore(config, async (store) => {
    const { present: settings } = await SettingsRepository.open(store.documents, config.settings);
    const seeing = { script, settings };
    const pieces = exportFactChecks(store.factChecks, format, { config, seeing, count });
    if (file === undefined) await pipeline(Readable.from(pieces), process.stdout, { end: false });
    else {
      const draft = `${file}.part`; // what stands under the name is always whole
      await pipeline(Readable.from(pieces), createWriteStream(draft));
      await rename(draft, file);
    }
  });
  complain(`${count.written} fact-checks written`);
}

/** Context of an export: whose pages it contains, and how many it has written. */
interface Exporting {
  config: Pick<Config, 'publication'>;
  seeing: Pick<AppDeps, 'script' | 'settings'>;
  count: { written: number };
}

/** The fact-checks of a store in a format, piece by piece, as they come from the store. */
export async function* exportFactChecks(
  store: FactCheckStore,
  format: ExportFormat,
  exporting: Exporting,
): AsyncGenerator<string> {
  const { config, seeing, count } = exporting;
  const { url } = config.publication;
  const frame = {
    jsonl: ['', ''],
    csv: [csvHead, ''],
    claimreview: [
      '{"@context":"https://schema.org","@type":"DataFeed","dataFeedElement":[',
      '\n]}\n',
    ],
    rss: [rssHead({ post: seeing.settings.post, url }).toString(), rssTail],
  }[format];
  yield frame[0] ?? '';
  for await (const factCheck of allFactChecks(store)) {
    if (factCheck.retracted !== undefined || factCheck.sample) continue;
    yield write(factCheck, format, exporting);
    count.written += 1;
  }
  yield frame[1] ?? '';
}

function write(
  factCheck: PublishedFactCheck,
  format: ExportFormat,
  { config, seeing, count }: Exporting,
): string {
  const { url } = config.publication;
  switch (format) {
    case 'jsonl':
      return `${JSON.stringify(rowSchema.parse(factCheck))}\n`;
    case 'csv':
      return csvRow(factCheck);
    case 'rss': {
      const at = factCheck.publishedAt ? Date.parse(factCheck.publishedAt) : factCheck.changedAt;
      return rssItem(publicView(seeing, factCheck), { url, at }).toString();
    }
    case 'claimreview': {
      const view = publicView(seeing, factCheck);
      const isElsewhere = !view.isOwn && view.url !== undefined;
      const page = isElsewhere ? (view.url ?? '') : `${url}${pathOf(view)}`;
      const item = claimReview(view, { page, home: view.isOwn ? url : undefined });
      const element = { '@type': 'DataFeedItem', dateModified: item.dateModified, item: [item] };
      return `${count.written === 0 ? '' : ','}\n${JSON.stringify(element)}`;
    }
  }
}

/** What an import reads: everything but what this store alone knows of it. */
const rowSchema = factCheckSchema.omit({ sample: true });
/** The columns of a CSV of fact-checks, as they are written and read; fingerprints of files have none. */
const COLUMNS = rowSchema.omit({ files: true }).keyof().options;

/** The first line of a CSV of fact-checks; the sign before it tells spreadsheets that it is UTF-8. */
export const csvHead = `\uFEFF${COLUMNS.join(',')}\r\n`;

export function csvRow(factCheck: FactCheck): string {
  const cells = COLUMNS.map((name) => {
    const value = factCheck[name] ?? '';
    return typeof value === 'string' ? value : value.join(' || ');
  });
  return toCsv([cells], { quotes: 'needed' });
}
