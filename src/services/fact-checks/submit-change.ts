import { toTicket } from '../../domain/cases/case.ts';
import { signedWords } from '../../domain/fact-checks/change-fact-check.ts';
import type { PublishedFactCheck } from '../../domain/fact-checks/published-fact-check.ts';
import { isKnownOrganisation, listOrganisations } from '../organisations/organisations.ts';
import { type Applied, applyChange, planChange } from './apply-change.ts';
import type { FactCheckDeps } from './fact-check-deps.ts';
import { needsTwo } from './needs-second-review.ts';
import * as changes from './proposed-change.ts';

/** Result of submitting a change: applied, applied soon, or waiting for a second review. */
export type Submitted =
  | Exclude<Applied, { type: 'stale' | 'gone' }>
  | { type: 'held' | 'proposed'; change: changes.StoredChange }
  | { type: 'refused'; why: 'no-fact-check' | 'unknown-org' | 'waiting' | 'stale' | 'unsigned' };

/** Somebody and what they want changed, with their reason. */
export interface Submission {
  by: string;
  why?: string | undefined;
  /** The version that was looked at, where it was. */
  seen?: number | undefined;
  /** Organisations that are to sign it as a joint statement, by id. */
  signatories?: readonly string[] | undefined;
  /** Code of the proposal whose place it takes. */
  replaces?: string | undefined;
  wanted: Exclude<changes.Wanted, { type: 'import' }>;
}

export type Submitting = Pick<FactCheckDeps, 'store' | 'clock' | 'settings' | 'randomBytes'> & {
  index: Pick<FactCheckDeps['index'], 'follow'>;
};

/** The one way to add, correct or withdraw a fact-check; waits for a second person, or until it cannot be undone. */
export async function submitChange(
  deps: Submitting,
  { by, why, seen, signatories: ids, replaces, wanted }: Submission,
): Promise<Submitted> {
  const [id = ''] = changes.idsOf(wanted);
  const old = replaces ? await changes.findChange(deps, replaces) : undefined;
  const isOpen = old?.wanted.type === 'new' && old.until === undefined;
  if (replaces && !isOpen) return { type: 'refused', why: 'stale' };
  const known = await deps.store.factChecks.get(id);
  const problem = await findProblem(deps, { wanted, old }, known);
  if (problem) return problem;
  if (seen !== undefined && seen !== known?.version) return { type: 'refused', why: 'stale' };
  const at = deps.clock.now();
  const signatories = await askedToSign(deps, { wanted, signatories: ids }, known);
  if (signatories?.length === 0) return { type: 'refused', why: 'unsigned' };
  const order = { by, why, signatories };
  const planned = planChange(known, wanted, { order, now: at });
  if ('type' in planned) return toSubmitted(planned);
  const isJoint = signatories !== undefined || known?.signatories !== undefined;
  const needs = isJoint || (await needsTwo(deps, { said: saidBy(wanted, known), texts: [why] }));
  const takenBack = { by, at, what: 'change-taken-back' } as const;
  const isStale =
    old && !(await changes.deleteChange(deps, old, [changes.eventOf(old, takenBack)]));
  if (isStale) return { type: 'refused', why: 'stale' };
  const { undoMs } = deps.settings;
  if (!needs && undoMs <= 0) return toSubmitted(await applyChange(deps, wanted, order));
  const versions = known ? { [id]: known.version } : {};
  const words = signatories && signedWords(planned.factCheck);
  const said = { ...(why === undefined ? {} : { why }), ...(words && { words }) };
  const asked = { wanted, versions, by, at, signatories, ...said };
  if (!needs)
    return { type: 'held', change: await saveNew(deps, { ...asked, until: at + undoMs }) };
  return { type: 'proposed', change: await saveNew(deps, asked) };
}

/** Keeps a change under a code of its own that can be read aloud; a proposal stands in the audit log. */
export async function saveNew(
  { store, randomBytes }: Submitting,
  asked: Omit<changes.StoredChange, 'id' | 'revision'>,
): Promise<changes.StoredChange> {
  for (;;) {
    const change = { ...asked, id: toTicket(randomBytes(7), 6), revision: 0 };
    const event = changes.eventOf(change, { by: asked.by, at: asked.at, what: 'change-proposed' });
    if (await changes.saveChange({ store }, change, asked.until === undefined ? [event] : [])) {
      return { ...change, revision: 1 };
    }
  }
}

export function toSubmitted(applied: Applied): Submitted {
  if (applied.type === 'stale') return { type: 'refused', why: 'stale' };
  if (applied.type === 'gone') return { type: 'refused', why: 'no-fact-check' };
  return applied;
}

async function findProblem(
  deps: Submitting,
  { wanted, old }: Pick<Submission, 'wanted'> & { old: changes.StoredChange | undefined },
  known: PublishedFactCheck | undefined,
): Promise<Submitted | undefined> {
  if (wanted.type === 'new') {
    if (known) return { type: 'known', factCheck: known };
    const isKnown = await isKnownOrganisation(deps, wanted.factCheck.org);
    if (!isKnown) return { type: 'refused', why: 'unknown-org' };
  } else if (!known || known.retracted !== undefined) {
    return { type: 'refused', why: 'no-fact-check' };
  }
  const [id = ''] = changes.idsOf(wanted);
  const waiting = await changes.listChanges(deps);
  const isWaiting = waiting.some(
    ({ id: code, wanted: asked }) =>
      code !== old?.id && asked.type !== 'import' && changes.idsOf(asked).includes(id),
  );
  return isWaiting ? { type: 'refused', why: 'waiting' } : undefined;
}

/** Who is to sign other words of a joint statement, nobody first by rank; nobody where it names others too or not all can, undefined where that takes no signature. */
async function askedToSign(
  deps: Submitting,
  { wanted, signatories: ids }: Pick<Submission, 'wanted' | 'signatories'>,
  known: PublishedFactCheck | undefined,
) {
  const fields = wanted.type === 'correct' ? Object.keys(wanted.changes) : [];
  const hasWords = fields.some((name) => name !== 'files' && name !== 'narratives');
  const asked = ids?.length ? ids : known?.signatories?.map(({ id }) => id);
  if (!asked || !(hasWords || wanted.type === 'new')) return undefined;
  const found = (await listOrganisations(deps))
    .filter(({ id, isActive }) => isActive && asked.includes(id))
    .map(({ id, name }) => ({ id, name }))
    .sort((a, b) => a.name.localeCompare(b.name, 'id'));
  const org = wanted.type === 'new' ? wanted.factCheck.org : known?.org;
  const isTheirs = org === deps.settings.post || found.some(({ name }) => name === org);
  return isTheirs && found.length === new Set(asked).size ? found : [];
}

function saidBy(wanted: Submission['wanted'], known: PublishedFactCheck | undefined) {
  const before = known ? [known] : [];
  if (wanted.type === 'new') return [wanted.factCheck];
  if (wanted.type === 'retract' || !known) return before;
  const { title, summary, narratives } = wanted.changes;
  return [...before, { title: title ?? known.title, summary, narratives: narratives ?? [] }];
}
