import { expect, test } from 'vitest';
import { newReport } from '../../src/domain/reports/report.ts';
import {
  aboutCase,
  aboutReport,
  addRule,
  answerTimeFor,
  listRules,
  readRoutes,
  removeRule,
} from '../../src/services/partners/routing.ts';
import { aTip } from '../support/builders.ts';
import { openPartners } from '../support/report-at-desk.ts';
import { MORNING } from '../support/stage.ts';

const HOUR = 3_600_000;
const RULE = { threats: ['penipuan'], organisation: 'bawaslu', answerHours: 12 } as const;
const ABOUT = { threat: 'penipuan', regions: [], text: '', links: [] } as const;

test('a rule is added for a partner that there is, and removed again, each on record', async () => {
  const { deps, audited } = await openPartners();
  expect(await addRule(deps, { ...RULE, answerHours: 0 }, 'ayu')).toBe('bad');
  expect(await addRule(deps, { ...RULE, organisation: 'polri' }, 'ayu')).toBe('unknown');
  expect(await listRules(deps)).toEqual([]);
  expect(await addRule(deps, RULE, 'ayu')).toBe('kept');
  expect(await addRule(deps, { ...RULE, answerHours: 3 }, 'ayu')).toBe('kept');
  const [first, second] = await listRules(deps);
  expect([first?.answerHours, second?.answerHours]).toEqual([12, 3]);
  expect(first?.id).not.toBe(second?.id);
  expect(await removeRule(deps, 'none', 'ayu')).toBe(false);
  expect(await removeRule(deps, first?.id ?? '', 'ayu')).toBe(true);
  expect(await listRules(deps)).toEqual([second]);
  const changed = { what: 'routing-changed', by: 'ayu' };
  expect(await audited()).toEqual([
    { ...changed, of: first?.id, details: { change: 'added', organisation: 'bawaslu' } },
    { ...changed, of: second?.id, details: { change: 'added', organisation: 'bawaslu' } },
    { ...changed, of: first?.id, details: { change: 'removed' } },
  ]);
});

test('no more than two hundred rules are kept', async () => {
  const { deps, store } = await openPartners();
  await addRule(deps, RULE, 'ayu');
  const [rule] = await listRules(deps);
  const { revision = 0 } = (await store.documents.get('routing', 'rules')) ?? {};
  const rules = Array.from({ length: 199 }, (_, n) => ({ ...rule, id: `r${n}` }));
  await store.documents.put('routing', { id: 'rules', revision, value: { rules } });
  expect(await addRule(deps, RULE, 'ayu')).toBe('kept');
  expect(await addRule(deps, RULE, 'ayu')).toBe('full');
  expect(await listRules(deps)).toHaveLength(200);
});

test('a partner has the time of its own rule that fits, a day without one, and less where it is urgent', async () => {
  const { deps } = await openPartners();
  const time = (about: object = {}, id = 'bawaslu') =>
    answerTimeFor(deps, id, { ...ABOUT, urgency: 'usual', ...about });
  expect(await time()).toBe(24 * HOUR);
  await addRule(deps, RULE, 'ayu');
  expect(await time()).toBe(12 * HOUR);
  expect(await time({}, 'polri')).toBe(24 * HOUR);
  expect(await time({ threat: 'ujaran_kebencian' })).toBe(24 * HOUR);
  const { urgentMs } = deps.settings;
  expect(await time({ urgency: 'life' })).toBe(urgentMs.life);
  expect(await time({ urgency: 'hour' })).toBe(urgentMs.hour);
  Object.assign(deps.settings, { urgentMs: { ...urgentMs, hour: 99 * HOUR } });
  expect(await time({ urgency: 'hour' })).toBe(12 * HOUR);
});

test('a rule for a place fits what names it, and one whose partner reads nothing fits nothing', async () => {
  const { deps, change } = await openPartners();
  await addRule(deps, { ...RULE, regencies: ['Kota Ambon'] }, 'ayu');
  const route = async (text: string) => {
    const [first] = (await readRoutes(deps))({ ...ABOUT, regions: ['Maluku'], text });
    return first && [first.fits, first.missed, first.deaf, first.organisation.id];
  };
  expect(await route('Penipuan di Kota Ambon')).toEqual([true, [], undefined, 'bawaslu']);
  expect(await route('Penipuan di pasar')).toEqual([false, ['regencies'], undefined, 'bawaslu']);
  await change(() => ({ webhook: undefined }));
  expect(await route('Penipuan di Kota Ambon')).toEqual([false, [], 'nobody', 'bawaslu']);
});

test('a rule for the time before a vote fits then, in the regions that vote', async () => {
  const { deps } = await openPartners();
  await addRule(deps, { ...RULE, nearElection: true }, 'ayu');
  const missed = async (region: string) =>
    (await readRoutes(deps))({ ...ABOUT, regions: [region] }).map((each) => each.missed);
  expect(await missed('Bali')).toEqual([['periods']]);
  const elections = [{ name: 'Pilkada', at: MORNING + 7 * 24 * HOUR, region: 'Bali' }];
  Object.assign(deps.settings, { elections });
  expect(await missed('Bali')).toEqual([[]]);
  expect(await missed('Papua')).toEqual([['periods']]);
});

test('of a case and of a report routing knows where it was, in which words and by which links', () => {
  const tips = [
    aTip({ case: 'c', region: 'Bali', links: ['https://a.example'], link: 'Akun @x' }),
    aTip({ case: 'c', region: 'Bali', links: ['https://b.example'] }),
    aTip({ case: 'c' }),
  ];
  const about = aboutCase({ claim: 'Klaim' }, tips);
  expect(about).toMatchObject({ regions: ['Bali'], text: 'Klaim' });
  expect(about.links.filter((link) => link !== '')).toEqual([
    ...['https://a.example', 'Akun @x', 'https://b.example'],
  ]);
  const report = { ...newReport('L', 'hate', MORNING), account: 'Lihat https://c.example/x' };
  expect(aboutReport(report)).toEqual({
    ...{ threat: 'ujaran_kebencian', regions: [], text: report.account },
    links: ['https://c.example/x'],
  });
  const full = { ...report, province: 'Bali', place: 'Kuta', link: 'https://d.example' };
  expect(aboutReport(full)).toMatchObject({
    ...{ regions: ['Bali'], text: 'Kuta', links: ['https://d.example', 'https://c.example/x'] },
  });
});
