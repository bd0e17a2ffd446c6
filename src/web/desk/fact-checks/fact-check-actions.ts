import type { PublishedFactCheck } from '../../../domain/fact-checks/published-fact-check.ts';
import { ALL } from '../../../ports/audience.ts';
import { audit } from '../../../services/accounts/audit.ts';
import { readCopy } from '../../../services/fact-checks/archive-sources.ts';
import { addClaimFile } from '../../../services/fact-checks/claim-files.ts';
import { versionsOf } from '../../../services/fact-checks/fact-check-versions.ts';
import { idsOf, listChanges, type Wanted } from '../../../services/fact-checks/proposed-change.ts';
import { submitChange } from '../../../services/fact-checks/submit-change.ts';
import { sendCsv } from '../../shared/send-csv.ts';
import type { KnownVisit } from '../desk.ts';
import { sendMissing } from '../layout.ts';
import { fieldOf, fieldsOf, partOf, uploadOf } from '../read-form.ts';
import { draftedDecision, typedIn } from '../typed.ts';
import { askToConfirm, toPath, whereItWaits } from './change-parts.ts';
import { sendFactCheck } from './fact-check-page.ts';

/** One fact-check with its versions, and whether a change of it waits. */
export async function showFactCheck(visit: KnownVisit, alert?: string): Promise<void> {
  const { store } = visit.desk.deps;
  const id = partOf(visit.request, 'id');
  const factCheck = await store.factChecks.get(id);
  if (!factCheck) return sendMissing(visit);
  const told = (await store.ledger.toldBefore(id, factCheck.version + 1, ALL)).length;
  const waiting = await listChanges(visit.desk.deps);
  const isWaiting = waiting.some(({ wanted }) => idsOf(wanted).includes(id));
  const versions = await versionsOf(visit.desk.deps, id);
  await sendFactCheck(visit, { factCheck, told, versions, isWaiting, alert });
}

/** Corrects a fact-check; everyone who had the old version is notified. */
export function takeCorrection(visit: KnownVisit): Promise<void> {
  return change(visit, 'why', (before) => {
    const read = draftedDecision(typedIn(visit.request), visit.words);
    if ('problems' in read) return read.problems[0] ?? '';
    const { noSource: _, ...decision } = read.decision;
    const isEmptied = before.article !== undefined && decision.article === undefined;
    const changes = { ...decision, ...(isEmptied && { article: '' }) };
    return { type: 'correct', id: before.id, changes };
  });
}

/** Withdraws a fact-check; everyone who had it is notified. */
export function takeRetraction(visit: KnownVisit): Promise<void> {
  return change(visit, 'reason', ({ id }) => ({ type: 'retract', id }));
}

/** Takes a change of the fact-check that the address names, once it is confirmed; `field` says why. */
async function change(
  visit: KnownVisit,
  field: 'why' | 'reason',
  read: (before: PublishedFactCheck) => Asked | string,
): Promise<void> {
  const { desk, request, response, reviewer, words } = visit;
  const before = await desk.deps.store.factChecks.get(partOf(request, 'id'));
  if (!before) return sendMissing(visit);
  const wanted = read(before);
  const why = fieldOf(request, field).trim().slice(0, 300);
  if (typeof wanted === 'string') return showFactCheck(visit, wanted);
  if (why === '') return showFactCheck(visit, words.problem.reason);
  if (fieldOf(request, 'confirmed') !== 'yes') {
    return askToConfirm(visit, { wanted, why, seen: before.version });
  }
  const seen = Number.parseInt(fieldOf(request, 'seen'), 10) || 0; // the version before confirming
  const signatories = fieldsOf(request, 'signatory');
  const asked = { by: reviewer.name, why, seen, signatories, wanted };
  const submitted = await submitChange(desk.deps, asked);
  if (submitted.type === 'refused') {
    return showFactCheck(visit, words.changes.problem[submitted.why]);
  }
  const done = submitted.type === 'same' ? 'same' : NEWS[wanted.type];
  response.redirect(303, whereItWaits(submitted) ?? `${toPath(before.id)}?done=${done}`);
}

type Asked = Extract<Wanted, { type: 'correct' | 'retract' }>;
const NEWS = { correct: 'corrected', retract: 'retracted' } as const;

/** Sends the copy of a source as a download that no browser runs. */
export async function sendCopy(visit: KnownVisit): Promise<void> {
  const { desk, request, response } = visit;
  const sha256 = partOf(request, 'sha256');
  const bytes = await readCopy(desk.deps, { id: partOf(request, 'id'), sha256 });
  if (!bytes) return sendMissing(visit, visit.words.case.mediaGone);
  response.type('application/octet-stream').attachment(sha256).send(Buffer.from(bytes));
}

export async function exportFactChecks(visit: KnownVisit): Promise<void> {
  const { desk, response, reviewer } = visit;
  const all = await desk.factChecks.all();
  const details = { factChecks: all.length };
  await audit(desk.gate, { by: reviewer.name, what: 'exported', of: 'fact-checks', details });
  const head = 'id verdict title org published_at version changed_at withdrawn'.split(' ');
  const rows = all.map(
    ({ id, verdict, title, org, publishedAt, version, changedAt, withdrawn }) => {
      const dated = [publishedAt, version, new Date(changedAt).toISOString()];
      return [id, verdict, title, org, ...dated, withdrawn];
    },
  );
  sendCsv(response, 'cek-fakta.csv', [head, ...rows]);
}

/** Takes in a file that an editor brought. */
export async function takeClaimFile(visit: KnownVisit): Promise<void> {
  const { desk, request, response, reviewer, words } = visit;
  const id = partOf(request, 'id');
  const upload = uploadOf(request);
  const { files: say } = words.library;
  if (!upload) return showFactCheck(visit, say.none);
  const file = { mime: '', bytes: upload.bytes };
  const added = await addClaimFile(desk.deps, { id, by: reviewer.name, file });
  if (added === 'added') return response.redirect(303, toPath(id));
  if (added === 'held' || added === 'proposed') {
    const done = added === 'held' ? 'held' : 'change-proposed';
    return response.redirect(303, `/review/changes?done=${done}`);
  }
  await showFactCheck(visit, say.problem[added]);
}
