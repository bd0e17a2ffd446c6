import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import type { AppDeps } from '../app/app-deps.ts';
import { atDesk } from '../app/open-desk.ts';
import { Failure } from '../app/user-error.ts';
import { lastMonth, readMonth } from '../domain/time/month.ts';
import * as reports from '../services/transparency/monthly-reports.ts';
import { dataFile, dataFiles } from '../web/public/monthly-report/data-package.ts';
import { createCommand } from './create-command.ts';
import { asReviewer, type DeskOptions, findReviewer } from './desk-command.ts';
import { complain, configFor, print, printJson } from './output.ts';
import refusals from './refusals.json' with { type: 'json' };

interface Options extends DeskOptions {
  month?: string;
  out?: string;
  publish?: boolean;
  note?: string;
}

/** `posko record`: what a month came to, as open data; with `--publish` the report for everybody. */
export function publicRecordCommand(): Command {
  return createCommand('record').addOption(asReviewer()).action(run);
}

async function run(options: Options): Promise<void> {
  const config = configFor(options);
  const { url } = config.publication;
  await atDesk(config, async (deps) => {
    const month = monthOf(options, deps);
    if (!(await reports.drawUpRecord(deps, month))) throw new Failure(`${month} is not over yet`);
    await change(deps, month, options);
    const stored = await reports.readRecord(deps, month);
    if (!stored)
      throw new Failure(`the record of ${month} was written by another version of Posko`);
    const files = options.out === undefined ? [] : await write(options.out, stored, url);
    if (options.json) printJson({ ...summaryOf(stored), files });
    else printReport(stored, url, options.out);
  });
}

function monthOf({ month }: Options, { clock }: AppDeps): string {
  if (month === undefined) return lastMonth(clock.now());
  const read = readMonth(month);
  if (read === undefined) throw new Failure(`${month} is no month; write it as in 2026-10`);
  return read;
}

/** Publishes and revises, as far as that was asked for, and as somebody who may. */
async function change(deps: AppDeps, month: string, options: Options): Promise<void> {
  const { publish, note } = options;
  if (!publish && note === undefined) return;
  const { name: by } = await findReviewer(deps.store, options.as, 'publish-record');
  if (publish) demand(await reports.publishRecord(deps, { month, by }), month);
  if (note !== undefined) demand(await reports.reviseRecord(deps, { month, by, note }), month);
}

function demand(done: reports.RecordChange, month: string): void {
  if (done !== 'done') throw new Failure(`${month}: ${refusals.record[done]}`);
}

/** Writes files whole or not at all; returns where they are. */
async function write(folder: string, stored: reports.StoredReport, url: string) {
  await mkdir(folder, { recursive: true });
  const paths = dataFiles.map((name) => [name, join(folder, name)] as const);
  for (const [name, path] of paths) {
    await writeFile(`${path}.part`, dataFile(stored, name, url));
    await rename(`${path}.part`, path);
  }
  return paths.map(([, path]) => path);
}

function summaryOf({ record, published, revisions }: reports.StoredReport) {
  const numbers = record.tables.flatMap(({ counts }) => counts);
  return {
    month: record.month,
    countedOn: record.countedOn,
    isPublished: published !== undefined,
    revisions: revisions.length,
    numbers: numbers.length,
    withheld: numbers.filter((count) => count === null).length,
    totals: record.totals,
    factChecks: record.factChecks.length,
  };
}

function printReport(stored: reports.StoredReport, url: string, out: string | undefined): void {
  const { month, countedOn, isPublished, numbers, withheld } = summaryOf(stored);
  print(`${month}, counted on ${countedOn}: ${numbers} numbers, ${withheld} of them withheld`);
  print(isPublished ? `published at ${url}/laporan/${month}` : 'not published; see --publish');
  if (out !== undefined) complain(`written to ${out}`);
}
