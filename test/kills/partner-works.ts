import { savePerson } from '../../src/services/accounts/people.ts';
import { addOrganisation, bindMember } from '../../src/services/organisations/organisations.ts';
import { answerReferral, referCase } from '../../src/services/partners/refer-case.ts';
import { listReferrals } from '../../src/services/partners/referrals.ts';
import { listReportReferrals } from '../../src/services/partners/report-referrals.ts';
import { actOnReport } from '../../src/services/partners/review-report.ts';
import { addRule } from '../../src/services/partners/routing.ts';
import { aReviewer } from '../support/gate.ts';
import type { Life, Work } from './life.ts';
import { HOUR, MINUTE, report, ticketOf } from './work-parts.ts';

/** An organisation with a program, and a person there who is told by e-mail. */
async function addBawaslu({ deps, store }: Life): Promise<void> {
  const [webhook, second] = ['https://bawaslu.example/in', 'https://bawaslu.example/second'];
  const bawaslu = { id: 'bawaslu', name: 'Bawaslu', kind: 'supervisor', webhook, second } as const;
  await addOrganisation(deps, bawaslu, 'ayu');
  await store.reviewers.add(aReviewer({ id: 'mira', name: 'Mira', role: 'partner' }));
  await bindMember(deps, { id: 'bawaslu', by: 'ayu', account: 'mira' });
  await savePerson(deps, 'Mira', { email: 'mira@bawaslu.example', tellOf: 'all' });
  const rule = { threats: ['ujaran_kebencian' as const], regions: [], nearElection: false };
  await addRule(deps, { ...rule, organisation: 'bawaslu', answerHours: 6 }, 'ayu');
}

async function answer(life: Life, status: 'diterima' | 'diproses'): Promise<void> {
  const [found] = await listReferrals(life.deps);
  const { reference = '' } = found ?? {};
  const said = { reference, organisation: 'bawaslu', status, by: 'bawaslu', id: `msg-${status}` };
  await answerReferral(life.deps, { ...said, recordedBy: 'partner' });
  await life.settle();
}

/** Whoever has answered already is written to no more. */
const untilLettersAreOut = (life: Life) => life.until(6 * MINUTE);

/** What goes to partners, by their programs and by e-mail. */
export const partnerWorks: Readonly<Record<string, Work>> = {
  'a report that is passed on': {
    writers: [
      'services/conversation/take-turn',
      'services/conversation/try-turn',
      'services/duty/heartbeat',
      'services/duty/store-writes',
      'services/messaging/receive',
      'services/messaging/send-replies',
      'services/partners/join-matter',
      'services/partners/notify-citizens',
      'services/partners/process-referrals',
      'services/partners/process-report-referrals',
      'services/partners/refer-case',
      'services/partners/review-report',
    ],
    isWatched: true,
    async prepare(life) {
      await addBawaslu(life);
      for (const text of [
        'lapor',
        'ujaran kebencian',
        'Seorang orator menghina sebuah suku di panggung.',
        '20 November, Jalan Contoh 7, Kota Ambon, Maluku',
        'https://video.example/abc, Pak Contoh Terlapor',
      ])
        await life.write('w1', text);
    },
    steps: [
      (life) => life.write('w1', 'ya'),
      async (life) => {
        const [found] = await listReportReferrals(life.deps);
        const { reference = '' } = found ?? {};
        await actOnReport(life.deps, { reference, by: 'rina', act: { type: 'pass' } });
        await life.settle();
      },
      untilLettersAreOut,
      (life) => answer(life, 'diterima'),
    ],
    sweepMs: 3 * MINUTE,
    overMs: 15 * MINUTE,
  },
  'a case that is referred': {
    writers: [
      'services/conversation/take-turn',
      'services/conversation/try-turn',
      'services/duty/heartbeat',
      'services/duty/store-writes',
      'services/jobs/leased-job',
      'services/messaging/announce',
      'services/messaging/send-replies',
      'services/partners/join-matter',
      'services/partners/notify-citizens',
      'services/partners/process-referrals',
      'services/partners/refer-case',
    ],
    isWatched: true,
    async prepare(life) {
      await addBawaslu(life);
      await report(life, 'w1');
    },
    steps: [
      async (life) => {
        const ticket = await ticketOf(life);
        const about = { ticket, organisation: 'bawaslu', threat: 'penipuan', by: 'rina' } as const;
        await referCase(life.deps, { ...about, urgency: 'usual', answerMs: HOUR });
        await life.settle();
      },
      untilLettersAreOut,
      (life) => answer(life, 'diproses'),
    ],
    sweepMs: 3 * MINUTE,
    overMs: 15 * MINUTE,
  },
};
