import type { Case, Tip } from '../../src/domain/cases/case.ts';
import type { WebhookClient, WebhookMessage } from '../../src/ports/webhook-client.ts';
import { processReferrals } from '../../src/services/partners/process-referrals.ts';
import { type Answer, answerReferral, referCase } from '../../src/services/partners/refer-case.ts';
import {
  findReferral,
  type StoredReferral,
  saveReferral,
} from '../../src/services/partners/referrals.ts';
import { aCase, aCaseCommit, aTip } from './builders.ts';
import { openPartners } from './report-at-desk.ts';

const HOUR = 3_600_000;

/** A case that can be passed on to the partner, and a partner's server that takes what it is brought. */
export async function openCaseAtPartner(changes: Partial<Case> = {}, told: Partial<Tip> = {}) {
  const partners = await openPartners();
  const { store, deps } = partners;
  const found = aCase(changes);
  const tips = [aTip({ case: found.id, citizen: 'ani', ...told })];
  await store.cases.commit(aCaseCommit({ newCases: [found], tips }));
  const reference = `${found.ticket}-BAWASLU`;
  const about = { ticket: found.ticket, organisation: 'bawaslu', threat: 'penipuan' } as const;
  const atPartner = async () => {
    const referral = await findReferral(deps, reference);
    if (!referral) throw new Error('it is not at the partner');
    return referral;
  };
  const brought: WebhookMessage[] = [];
  const theirs: { answer: Awaited<ReturnType<WebhookClient>> } = {
    answer: { type: 'brought', status: 200 },
  };
  const courier: WebhookClient = async (message) => {
    brought.push(message);
    return theirs.answer;
  };
  return {
    ...partners,
    found,
    reference,
    brought,
    theirs,
    courier,
    refer: (wanted: Partial<Parameters<typeof referCase>[1]> = {}) =>
      referCase(deps, { ...about, answerMs: HOUR, by: 'rina', ...wanted }),
    atPartner,
    /** Changes what is stored of the referral. */
    set: async (fresh: Partial<StoredReferral>) =>
      saveReferral(deps, { ...(await atPartner()), ...fresh } as StoredReferral),
    answer: (status: Answer['status'], said: Partial<Answer> = {}) =>
      answerReferral(deps, {
        ...{ reference, organisation: 'bawaslu', status, by: 'eka', recordedBy: 'partner' },
        ...said,
      }),
    /** One round of what is due. */
    round: (signal?: AbortSignal) => processReferrals({ ...deps, courier }, signal),
    isThere: async () => (await findReferral(deps, reference)) !== undefined,
  };
}
