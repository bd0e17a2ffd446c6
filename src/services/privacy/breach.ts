import { auditEventAt } from '../../domain/accounts/audit-event.ts';
import { audit } from '../accounts/audit.ts';
import { aliasOf } from '../accounts/pseudonym.ts';
import * as notices from './breach-notices.ts';
import type { PrivacyDeps } from './privacy-deps.ts';
import { RIGHTS_MS } from './process-requests.ts';

/** All notices to send within the legal deadline (UU 27/2022, article 46), and to whom. */
export type BreachFile = Awaited<ReturnType<typeof prepareBreach>>;

/** A breach as it is known: when data lay open, which kinds, and since when it is known. */
export interface Breach {
  from: number;
  to: number;
  kinds: readonly notices.BreachKind[];
  known: number;
}

const PAGE = 500;

/** Lists who is affected, with notices and deadline; drill and report differ in the audit log. */
export async function prepareBreach(
  deps: PrivacyDeps,
  { from, to, kinds, known }: Breach,
  { by, isDrill }: { by: string; isDrill: boolean },
) {
  const affected = await findAffected(deps, { from, to, kinds });
  const dueAt = known + RIGHTS_MS;
  const told = { from, to, kinds };
  const agency = deps.script.contacts.get('pdp-agency');
  const what = isDrill ? 'breach-drilled' : 'breach-reported';
  const details = {
    to: new Date(to).toISOString(),
    kinds: kinds.join(','),
    citizens: affected.length,
  };
  await audit(deps, { by, what, of: new Date(from).toISOString(), details });
  return {
    from,
    to,
    known,
    dueAt,
    affected,
    agency: {
      name: agency?.name ?? '',
      text: agency?.text.id ?? '',
      verified: agency?.verified ?? null,
    },
    letters: {
      citizens: notices.breachNotice(deps, 'id', told),
      agency: notices.agencyNotice(deps, told, { known, due: dueAt, count: affected.length }),
    },
    steps: notices.breachSteps(deps),
  };
}

/** Notifies everyone affected, once per breach; returns how many were new. */
export async function notifyOfBreach(
  { store, clock, jobs }: PrivacyDeps,
  { from, to, affected }: Pick<BreachFile, 'from' | 'to' | 'affected'>,
  by: string,
): Promise<number> {
  let told = 0;
  for (const { citizen, alias, kinds } of affected) {
    const at = clock.now();
    const reason = kinds.join(',');
    const notice = { type: 'notice', news: 'breach', from, until: to, reason } as const;
    const event = auditEventAt(at, { by, what: 'breach-told', of: alias });
    const key = `breach:${from}:${to}`;
    if (!(await store.turns.keepNotice(citizen, { key, notice, at, event }))) continue;
    told += 1;
    jobs.wake({ type: 'turn', citizen });
  }
  return told;
}

/** Everyone who was known before the end, with what is kept of them; who is erased since cannot be reached. */
async function findAffected({ store }: PrivacyDeps, { to, kinds }: notices.Exposure) {
  const found: { citizen: string; alias: string; kinds: notices.BreachKind[] }[] = [];
  for (let after = ''; ; ) {
    const page = await store.rights.citizensAfter(after, PAGE);
    for (const citizen of page) {
      const kept = await kindsOf(store, citizen, to);
      const open = notices.breachKinds.filter((kind) => kinds.includes(kind) && kept.has(kind));
      if (open.length > 0) found.push({ citizen, alias: aliasOf(citizen), kinds: open });
    }
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return found;
    after = last;
  }
}

async function kindsOf(store: PrivacyDeps['store'], citizen: string, to: number) {
  const state = await store.turns.readTurn(citizen);
  if (!state || state.profile.firstAt > to) return new Set();
  const [tips, told, consents] = await Promise.all([
    store.cases.tipsBy(citizen, 1),
    store.ledger.toldTo(citizen),
    store.rights.consentsOf(citizen),
  ]);
  const has: Readonly<Record<notices.BreachKind, boolean>> = {
    number: true,
    // What is erased by now may have lain open then, and everyone here has written something.
    messages: true,
    tips: tips.length > 0,
    reports: (state.profile.reports ?? []).length > 0,
    answers: told.length > 0,
    consents: consents.length > 0,
  };
  return new Set(notices.breachKinds.filter((kind) => has[kind]));
}
