import type { BatchResult } from '../../../ports/fact-check-source.ts';
import {
  confirmDraft,
  deleteDraft,
  readDraft,
  saveDraft,
} from '../../../services/fact-checks/import-draft.ts';
import { previewImport } from '../../../services/fact-checks/import-fact-checks.ts';
import {
  partImport,
  refuseUnknownOrganisations,
} from '../../../services/fact-checks/submit-import.ts';
import type { KnownVisit } from '../desk.ts';
import { fieldOf } from '../read-form.ts';
import { uploadOf } from '../read-upload.ts';
import { sendImport, sendImported, sendPreview } from './import-pages.ts';

const MOST_PAGES = 20;

/** Reads a file that was brought, and shows what taking it in would do. */
export async function takeFile(visit: KnownVisit): Promise<void> {
  const { desk, request, words } = visit;
  const file = uploadOf(request);
  const { factCheckSource } = desk.deps;
  if (!file || !factCheckSource) return sendImport(visit, words.imports.noFile);
  await show(visit, await factCheckSource.fromFile(file, orgIn(visit)));
}

/** Asks an address once, and shows what taking it in would do. */
export async function takeAddress(visit: KnownVisit): Promise<void> {
  const { desk, request, words } = visit;
  const address = fieldOf(request, 'address').trim().slice(0, 2000);
  const { factCheckSource } = desk.deps;
  if (!/^(?:https?:\/\/|google:)/i.test(address)) {
    return sendImport(visit, words.imports.badAddress);
  }
  if (!factCheckSource) return sendImport(visit, words.imports.badAddress);
  const asked = Number.parseInt(fieldOf(request, 'pages'), 10) || 1;
  const pages = Math.min(MOST_PAGES, Math.max(1, asked));
  await show(visit, await factCheckSource.fromAddress(address, { org: orgIn(visit), pages }));
}

export async function showPreview(visit: KnownVisit): Promise<void> {
  const { desk, reviewer, response } = visit;
  const { store, clock } = desk.deps;
  const draft = await readDraft(desk.deps, reviewer.id);
  if (!draft) return response.redirect(303, '/review/import');
  const preview = await previewImport({ store, now: clock.now() }, draft.gathered);
  const { waiting } = await partImport(desk.deps, draft.gathered.factChecks);
  sendPreview(visit, draft, { ...preview, waiting: waiting.length });
}

/** Takes in what was seen, and nothing else. */
export async function confirmImport(visit: KnownVisit): Promise<void> {
  const { desk, request, reviewer, words } = visit;
  const at = Number.parseInt(fieldOf(request, 'draft'), 10);
  const confirmed = { reviewer: reviewer.id, by: reviewer.name, at };
  const submitted = await confirmDraft(desk.deps, confirmed);
  if (submitted) sendImported(visit, submitted);
  else sendImport(visit, words.imports.gone);
}

export async function cancelImport({ desk, reviewer, response }: KnownVisit): Promise<void> {
  await deleteDraft(desk.deps, reviewer.id);
  response.redirect(303, '/review/import');
}

async function show(visit: KnownVisit, gathering: BatchResult): Promise<void> {
  const { desk, reviewer, response, words } = visit;
  if (gathering.type === 'refused') return sendImport(visit, words.imports.refused(gathering.why));
  const gathered = await refuseUnknownOrganisations(desk.deps, gathering.gathered);
  const kept = await saveDraft(desk.deps, reviewer.id, gathered);
  if (kept === 'large') return sendImport(visit, words.imports.large);
  response.redirect(303, '/review/import/preview');
}

function orgIn({ request }: KnownVisit): string | undefined {
  return fieldOf(request, 'org').trim().slice(0, 200) || undefined;
}
