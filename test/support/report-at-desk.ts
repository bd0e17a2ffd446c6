import { onTestFinished } from 'vitest';
import { newProfile, type Profile } from '../../src/domain/citizens/profile.ts';
import { newReport, type Report } from '../../src/domain/reports/report.ts';
import { defaultSettings } from '../../src/domain/settings/settings.ts';
import {
  addOrganisation,
  changeOrganisation,
} from '../../src/services/organisations/organisations.ts';
import type { PartnerDeps } from '../../src/services/partners/partner-deps.ts';
import { findReferral } from '../../src/services/partners/referrals.ts';
import {
  findReportReferral,
  type StoredReportReferral,
  saveReportReferral,
} from '../../src/services/partners/report-referrals.ts';
import { actOnReport, type ReportReferralAct } from '../../src/services/partners/review-report.ts';
import { openInMemory } from './both-stores.ts';
import { aCitizen, anAddress, aTurn } from './builders.ts';
import { seededBytes } from './seeded-bytes.ts';
import { loadScript, MASTER_KEY, MORNING } from './stage.ts';

/** A store with a partner whose program reads, a clock that the test moves, and what was woken. */
export async function openPartners() {
  const store = await openInMemory(MASTER_KEY);
  onTestFinished(() => store.close());
  const time = { now: MORNING };
  const woken: object[] = [];
  const parts = {
    store,
    clock: { now: () => time.now, at: () => () => {} },
    settings: { ...defaultSettings },
    script: loadScript(),
    jobs: { wake: (job: object) => woken.push(job) },
    randomBytes: seededBytes('partners'),
  };
  const deps = parts as unknown as PartnerDeps; // all that the partners' room uses
  const webhook = 'https://bawaslu.example/in';
  await addOrganisation(
    deps,
    { id: 'bawaslu', name: 'Bawaslu', kind: 'supervisor', webhook },
    'ayu',
  );
  /** Who did what since, the first first. */
  const audited = async () =>
    (await store.audit.list(99))
      .map(({ what, by, of, details }) => ({ what, by, of, details }))
      .toReversed()
      .slice(1);
  const change = (make: Parameters<typeof changeOrganisation>[2]) =>
    changeOrganisation(deps, { id: 'bawaslu', by: 'ayu', what: undefined }, make);
  return { store, deps, time, woken, audited, change };
}

/** A report of hatred that its citizen lets the partner have, as it lies at the desk. */
export async function openReportAtDesk(
  changes: Partial<StoredReportReferral> = {},
  told: Partial<Report> = {},
) {
  const partners = await openPartners();
  const { store, deps } = partners;
  const reference = changes.reference ?? 'LABC-BAWASLU';
  const handOver = { organisation: 'bawaslu', agreedAt: MORNING, version: 'V', replies: [] };
  const report: Report = {
    ...newReport('LABC', 'hate', MORNING),
    account: 'Seorang orator menghina sebuah suku di panggung',
    province: 'Maluku',
    preparedAt: MORNING,
    handOver,
    ...told,
  };
  const citizen = await aCitizen(store, anAddress('citi'));
  const setProfile = async (profile: Partial<Profile>) => {
    const state = await store.turns.readTurn(citizen);
    const { revision = 0, conversation, due = null } = state ?? {};
    const fresh = { ...newProfile('id', MORNING), ...profile };
    const done = state?.pending.map(({ key }) => key) ?? [];
    const turn = aTurn({ citizen, revision, due, done, profile: fresh });
    await store.turns.commitTurn({ ...turn, ...(conversation && { conversation }) });
  };
  await setProfile({ reports: [report] });
  await saveReportReferral(deps, {
    ...{ reference, revision: 0, citizen, report: report.id, organisation: 'bawaslu' },
    ...{ threat: 'ujaran_kebencian', proposedAt: MORNING, steps: [], told: 0, ...changes },
  } as StoredReportReferral);
  return {
    ...partners,
    reference,
    citizen,
    report,
    setProfile,
    act: (act: ReportReferralAct, by = 'rina') => actOnReport(deps, { reference, by, act }),
    atDesk: () => findReportReferral(deps, reference),
    atPartner: () => findReferral(deps, reference),
    /** What its citizen is still to hear. */
    notices: async () =>
      ((await store.turns.readTurn(citizen))?.pending ?? []).flatMap(({ letter }) =>
        letter.type === 'notice' ? letter : [],
      ),
  };
}
