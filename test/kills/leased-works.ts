import type { FactCheck } from '../../src/domain/fact-checks/fact-check.ts';
import { savePerson } from '../../src/services/accounts/people.ts';
import { setRule } from '../../src/services/duty/alerts.ts';
import { addShift, setCallList } from '../../src/services/duty/roster.ts';
import { readCopy } from '../../src/services/fact-checks/archive-sources.ts';
import { addSource, listSources } from '../../src/services/fact-checks/sources.ts';
import type { Life, Work } from './life.ts';
import { addKnown, decide, HOAX, HOUR, KNOWN, MINUTE, NO_UNDO, report } from './work-parts.ts';

const DAY = 24 * HOUR;

const NEW_ROW: FactCheck = {
  ...{ id: 'cek:1', title: 'Bank tutup', verdict: 'salah', org: 'Posko', language: 'id' },
  ...{ narratives: ['Besok semua bank tutup sebulan'], url: 'https://cek.example/1' },
};

async function putOnDuty({ deps }: Life, time = { from: 0, minutes: 1440 }): Promise<void> {
  const shift = { zone: 'WIB' as const, days: [0, 1, 2, 3, 4, 5, 6], ...time };
  await addShift(deps, { ...shift, reviewer: 'Rina' }, 'Edi');
  await setCallList(deps, ['Budi'], 'Edi');
  for (const name of ['Rina', 'Budi'])
    await savePerson(deps, name, { email: `${name.toLowerCase()}@posko.example` });
}

/** What processes do by themselves, one for all. */
export const leasedWorks: Readonly<Record<string, Work>> = {
  'an alert': {
    writers: [
      'services/duty/check-alerts',
      'services/duty/heartbeat',
      'services/duty/store-writes',
    ],
    isWatched: true,
    async prepare(life) {
      await putOnDuty(life, { from: 0, minutes: 60 });
      const rule = { isOn: true, threshold: 1, minutes: 0, isGrave: true };
      await setRule(life.deps, { kind: 'unattended', rule, by: 'edi' });
    },
    restMs: HOUR,
    steps: [],
    overMs: 10 * MINUTE,
  },
  'the situation by e-mail': {
    writers: [
      'services/duty/heartbeat',
      'services/duty/store-writes',
      'services/situation/send-situation',
    ],
    isWatched: true,
    prepare: async (life) => {
      await putOnDuty(life);
      await life.until(2 * MINUTE);
    },
    restMs: 6 * HOUR,
    steps: [],
    overMs: 10 * MINUTE,
  },
  retention: {
    writers: [
      'services/jobs/leased-job',
      'services/privacy/retention',
      'services/transparency/monthly-reports',
    ],
    settings: NO_UNDO,
    async prepare(life) {
      await addKnown(life);
      await report(life, 'w1');
      await decide(life);
      await life.write('w2', HOAX, { forwarded: true });
    },
    restMs: 400 * DAY,
    sweepMs: 15 * MINUTE,
    steps: [(life) => life.until(HOUR)],
    overMs: 2 * HOUR,
    look: async ({ store }) => ({
      known: await store.rights.citizensAfter('', 10),
      left: (await store.figures.tallies('2026-01-01', ['told', 'left'])).length,
      months: await store.documents.ids('record'),
    }),
  },
  'an import from a source': {
    writers: ['services/fact-checks/import-fact-checks', 'services/fact-checks/refresh-sources'],
    brings: [NEW_ROW, { ...NEW_ROW, id: KNOWN.id, verdict: 'benar', narratives: [HOAX] }],
    async prepare(life) {
      await addKnown(life);
      await life.write('w1', HOAX, { forwarded: true });
      for (const path of ['feed', 'second']) {
        const wanted = { source: `https://cek.example/${path}`, everyHours: 24, org: 'Posko' };
        await addSource(life.deps, wanted, 'edi');
      }
    },
    steps: [],
    overMs: 40 * MINUTE,
    async look({ store }) {
      const sources = await listSources({ store });
      const { factChecks } = await store.factChecks.since(0, 10);
      return {
        last: sources.map(({ last }) => last?.error ?? 'taken'),
        versions: factChecks.map(({ id, version }) => `${id} ${version}`).sort(),
        remembered: (await store.documents.list('import-memory')).length,
      };
    },
  },
  'copies of cited pages': {
    writers: ['services/fact-checks/archive-sources'],
    hasPages: true,
    async prepare({ store }) {
      const citations = ['a', 'b'].map((name) => ({ url: `https://sumber.example/${name}` }));
      await store.factChecks.save([{ ...KNOWN, citations }]);
    },
    steps: [],
    overMs: 20 * MINUTE,
    async look({ store }) {
      const { citations = [] } = (await store.factChecks.get(KNOWN.id)) ?? {};
      const read = ({ copy }: (typeof citations)[number]) =>
        copy && readCopy({ store }, { id: KNOWN.id, sha256: copy.sha256 });
      return (await Promise.all(citations.map(read))).map((bytes) => bytes?.length);
    },
  },
};
