import { audit } from '../../../services/accounts/audit.ts';
import { readCopy } from '../../../services/fact-checks/archive-sources.ts';
import { addClaimFile } from '../../../services/fact-checks/claim-files.ts';
import {
  correctFactCheck,
  retractFactCheck,
} from '../../../services/fact-checks/correct-fact-check.ts';
import { versionsOf } from '../../../services/fact-checks/fact-check-versions.ts';
import { idsOf, listChanges } from '../../../services/fact-checks/proposed-change.ts';
import type { Submitted } from '../../../services/fact-checks/submit-change.ts';
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
  const told = (await store.ledger.toldOf(id)).length;
  const waiting = await listChanges(visit.desk.deps);
  const isWaiting = waiting.some(({ wanted }) => idsOf(wanted).includes(id));
  const versions = await versionsOf(visit.desk.deps, id);
  await sendFactCheck(visit, { factCheck, told, versions, isWaiting, alert });
}

/** Corrects a fact-check; everyone who had the old version is notified. */
export async function takeCorrection(visit: KnownVisit): Promise<void> {
  const { desk, request, reviewer, words } = visit;
  const id = partOf(request, 'id');
  const before = await desk.deps.store.factChecks.get(id);
  if (!before) return sendMissing(visit);
  const read = draftedDecision(typedIn(request), words);
  if ('problems' in read) return showFactCheck(visit, read.problems[0]);
  const { noSource: _, ...decision } = read.decision;
  const isEmptied = before.article !== undefined && decision.article === undefined;
  const changes = { ...decision, ...(isEmptied && { article: '' }) };
  const why = fieldOf(request, 'why').trim().slice(0, 300);
  if (why === '') return showFactCheck(visit, words.problem.reason);
  if (fieldOf(request, 'confirmed') !== 'yes') {
    const wanted = { type: 'correct' as const, id, changes };
    return askToConfirm(visit, { wanted, why, seen: before.version });
  }
  const asked = fieldsOf(request, 'signatory');
  const signatories = asked.length > 0 ? asked : undefined;
  const by = { by: reviewer.name, why, seen: seenIn(visit), signatories };
  const submitted = await correctFactCheck(desk.deps, id, { ...changes, ...by });
  await finish(visit, id, { submitted, news: 'corrected' });
}

/** Withdraws a fact-check; everyone who had it is notified. */
export async function takeRetraction(visit: KnownVisit): Promise<void> {
  const { desk, request, reviewer, words } = visit;
  const id = partOf(request, 'id');
  const before = await desk.deps.store.factChecks.get(id);
  if (!before) return sendMissing(visit);
  const reason = fieldOf(request, 'reason').trim().slice(0, 300);
  if (reason === '') return showFactCheck(visit, words.problem.reason);
  if (fieldOf(request, 'confirmed') !== 'yes') {
    const wanted = { type: 'retract' as const, id };
    return askToConfirm(visit, { wanted, why: reason, seen: before.version });
  }
  const by = { reason, by: reviewer.name, seen: seenIn(visit) };
  const submitted = await retractFactCheck(desk.deps, id, by);
  await finish(visit, id, { submitted, news: 'retracted' });
}

/** The version that the reviewer saw before confirming. */
function seenIn({ request }: KnownVisit): number {
  return Number.parseInt(fieldOf(request, 'seen'), 10) || 0;
}

async function finish(
  visit: KnownVisit,
  id: string,
  { submitted, news }: { submitted: Submitted; news: string },
): Promise<void> {
  if (submitted.type === 'refused') {
    return showFactCheck(visit, visit.words.changes.problem[submitted.why]);
  }
  const done = submitted.type === 'same' ? 'same' : news;
  visit.response.redirect(303, whereItWaits(submitted) ?? `${toPath(id)}?done=${done}`);
}

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
