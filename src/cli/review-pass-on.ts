import type { Command } from 'commander';
import type { AppDeps } from '../app/app-deps.ts';
import { Failure } from '../app/user-error.ts';
import { urgencies } from '../domain/cases/urgency.ts';
import { defang } from '../domain/text/links.ts';
import { neutralise } from '../domain/text/strip-control-codes.ts';
import { audit } from '../services/accounts/audit.ts';
import {
  actOnReport,
  listReports,
  type ReportReferralAct,
  type ReportReferralResult,
  type ReportReferralView,
  viewReportReferral,
} from '../services/partners/review-report.ts';
import { detailsInWords } from '../services/reports/report-for-partner.ts';
import { explainDeafness } from '../ui-text/describe-deafness.ts';
import { addDeskCommands, type DeskAct, type DeskOptions } from './desk-command.ts';
import { joined, print, printAs, printJson, printList } from './output.ts';
import refusals from './refusals.json' with { type: 'json' };

/** The commands that pass citizens' reports on to partners. */
export function addPassingOn(review: Command): void {
  const needs = 'refer';
  addDeskCommands(review, {
    reports: [needs, list],
    'report <reference>': [needs, show],
    'report-pass <reference>': [needs, acting(() => ({ type: 'pass' }))],
    'report-ask <reference> <question>': [needs, acting((question) => ({ type: 'ask', question }))],
    'report-decline <reference> <reason>': [
      needs,
      acting((reason) => ({ type: 'decline', reason })),
    ],
    'report-hide <reference> <words>': [
      needs,
      acting((words) => ({ type: 'hide', words: words.split(',') })),
    ],
    'report-urgency <reference> <urgency>': [needs, acting(toUrgency)],
    'report-unhide <reference>': [needs, acting(() => ({ type: 'unhide' }))],
  });
}

function toUrgency(word: string): ReportReferralAct {
  const urgency = urgencies.find((each) => each === word);
  if (!urgency) throw new Failure(`the urgency must be one of ${urgencies.join(', ')}`);
  return { type: 'urgency', urgency };
}

function acting(toAct: (words: string) => ReportReferralAct): DeskAct {
  return (deps, options, reference = '', words = '') =>
    act(deps, options, { reference, act: toAct(words) });
}

async function list(deps: AppDeps, options: DeskOptions): Promise<void> {
  printList(options, await listReports(deps), {
    none: 'Belum ada laporan yang menunggu.',
    line: ({ reference, name, threat, urgency, state, deadline }) => {
      const hurry = urgency !== 'usual' && urgency;
      return neutralise(joined(reference, hurry, state, name, threat, deadline));
    },
  });
}

async function show(deps: AppDeps, { as: by, json }: DeskOptions, reference = ''): Promise<void> {
  const found = await viewReportReferral(deps, reference);
  if (!found) throw new Failure(problemOf(reference, 'unknown'));
  await audit(deps, { by, what: 'report-viewed', of: found.reference });
  printAs({ json }, found, neutralise(sheetOf(deps, found)));
}

function sheetOf(deps: AppDeps, report: ReportReferralView): string {
  const { reference, name, state, threat, view, steps, names } = report;
  const row = (label: string, value: string | number | false | undefined) =>
    value ? `${label}: ${value}` : [];
  const lines = [
    row('Lembaga', name),
    row('Ancaman', threat),
    row('Dibatasi', view.isRestricted && problemOf(reference, 'restricted')),
    row('Provinsi', view.province),
    row('Hari kejadian', view.happenedOn),
    row('Tenggat pelapor', view.deadline),
    row('Tautan', view.publicLink && defang(view.publicLink)),
    row('Cerita', view.account && defang(view.account)),
    detailsInWords(deps, 'id', view.details).map(({ label, values }) =>
      row(label, defang(values.join(' · '))),
    ),
    view.replies.map((text) => row('Jawaban', defang(text))),
    view.evidence.map(({ kind, sha256 = '' }) => row('Bukti', `${kind} ${sha256}`)),
    row('Nama disamarkan', names.masked),
    row('Tempat dihitamkan', names.blackedOut),
    row('Mungkin nama orang (report-hide)', names.possible.join(', ')),
    steps.map((step) => {
      const said = 'question' in step ? step.question : 'reason' in step ? step.reason : '';
      return row(step.type, `${step.by} ${said}`.trim());
    }),
  ].flat(2);
  return [`${reference} · ${state}`, ...lines].join('\n');
}

async function act(
  deps: AppDeps,
  { as: by, json }: DeskOptions,
  { reference, act }: { reference: string; act: ReportReferralAct },
): Promise<void> {
  const done = await actOnReport(deps, { reference, by, act });
  if (done.type === 'deaf') throw new Failure(explainDeafness(reference, done.why));
  if (done.type !== 'done') throw new Failure(problemOf(reference, done.type));
  if (json) printJson({ reference: done.reference, act: act.type });
  else if (['hide', 'unhide', 'urgency'].includes(act.type)) print(`${done.reference}: tersimpan.`);
  else print(`${done.reference}: tersimpan; pelapor segera dikabari.`);
}

function problemOf(
  reference: string,
  type: Exclude<ReportReferralResult['type'], 'done' | 'deaf'>,
): string {
  return refusals.report[type].replace('{reference}', reference);
}
