import { expect, onTestFinished, test, vi } from 'vitest';
import { createAccountDeps } from '../../src/app/open-accounts.ts';
import { openStore } from '../../src/app/open-store.ts';
import { reviewCommand } from '../../src/cli/review.ts';
import { readConfig } from '../../src/config/config.ts';
import type { Case } from '../../src/domain/cases/case.ts';
import { systemClock } from '../../src/jobs/local/system-clock.ts';
import { changeSetting } from '../../src/services/settings/change-setting.ts';
import { SettingsRepository } from '../../src/services/settings/settings.ts';
import { aFolder } from '../support/builders.ts';
import { addWithPassword } from '../support/gate.ts';
import { fillQueue } from '../terminal/fill-queue.ts';

const VERDICT = [
  ...['--verdict', 'salah', '--summary', 'Air galon itu sudah diuji dan aman.'],
  ...['--url', 'https://sumber.example/cek'],
];

test('the queue is listed by list, topic and words', async () => {
  const { run } = await openQueue(8);
  expect((await run('list')).length).toBe(8);
  expect(await run('list', '--topic', 'health')).toHaveLength(2);
  expect(await run('list', '--text', 'galon')).toMatchObject([{ case: { ticket: 'K007' } }]);
  expect(await run('list', '--list', 'mine')).toEqual([]);
  await run('claim', 'K007');
  expect(await run('list', '--list', 'mine')).toMatchObject([{ case: { ticket: 'K007' } }]);
  await expect(run('list', '--list', 'ngawur')).rejects.toThrow('ready, mine, second');
});

test('a draft is kept under the lease, handed over, and refused once the lease is another’s', async () => {
  const { run, as } = await openQueue(1);
  const claimed = await run<Case>('claim', 'K000');
  await run('draft', 'K000', '--summary', 'Belum selesai', '--verdict', 'penipuan');
  await run('hand-over', 'K000', 'budi');
  const taken = await as('budi')<Case>('claim', 'K000');
  expect(taken).toMatchObject({
    draft: { by: 'rina', summary: 'Belum selesai', verdict: 'penipuan' },
    assignee: 'budi',
  });
  const stale = run('draft', 'K000', '--summary', 'x', '--fence', String(claimed.lease?.fence));
  await expect(stale).rejects.toThrow('claim it first');
  const late = run('reply', 'K000', ...VERDICT, '--fence', String(claimed.lease?.fence));
  await expect(late).rejects.toThrow('no longer yours');
});

test('a verdict names several sources', async () => {
  const { run } = await openQueue(1);
  const more = ['--url', 'https://ahli.example/air'];
  await run('reply', 'K000', ...VERDICT, ...more);
  const shown = await run<{ case: Case }>('show', 'K000');
  expect(shown.case.undo?.decision).toMatchObject({
    url: 'https://sumber.example/cek',
    citations: [{ url: 'https://sumber.example/cek' }, { url: 'https://ahli.example/air' }],
  });
});

test('a case is snoozed, woken, assigned, tagged and noted', async () => {
  const { run } = await openQueue(1);
  const before = Date.now();
  const snoozed = await run<Case>('snooze', 'K000', '4h');
  expect((snoozed.snoozedUntil ?? 0) - before).toBeGreaterThanOrEqual(4 * 3_600_000);
  await expect(run('snooze', 'K000', 'kemarin')).rejects.toThrow('no time to come');
  await run('wake', 'K000');
  await run('assign', 'K000', 'budi');
  await run('tag', 'K000', 'bansos', 'Viral');
  await run('note', 'K000', 'Tunggu jawaban dinas');
  const shown = await run<{ case: Case; history: { what: string }[] }>('show', 'K000');
  expect(shown.case).toMatchObject({ assignee: 'budi', tags: ['bansos', 'viral'] });
  expect(shown.case.snoozedUntil).toBeUndefined();
  expect(shown.history.at(-1)).toMatchObject({ what: 'noted', words: 'Tunggu jawaban dinas' });
  expect((await run<Case>('assign', 'K000')).assignee).toBeUndefined();
});

test('what harm is likely is said by a reviewer, filtered by, and counted against the guess', async () => {
  const { run } = await openQueue(2);
  await expect(run('threat', 'K000', 'jahat')).rejects.toThrow('there are gangguan_informasi');
  expect((await run<Case>('threat', 'K000', 'penipuan')).threat).toBe('penipuan');
  const tickets = async (threat: string) =>
    (await run<{ case: Case }[]>('list', '--threat', threat)).map((each) => each.case.ticket);
  expect(await tickets('penipuan')).toEqual(['K000']);
  expect(await tickets('kekerasan')).toEqual([]);
  const shown = await run<{ history: { what: string }[]; priority: object }>('show', 'K000');
  expect(shown.priority).toMatchObject({ threat: { threat: 'penipuan', isByReviewer: true } });
  expect(shown.history.at(-1)).toMatchObject({ what: 'threat-said', of: 'penipuan' });
  expect(await run('threats')).toEqual([{ guess: 'biasa', said: 'penipuan', cases: 1 }]);
});

test('a verdict is taken back in time, and a proposal needs somebody else', async () => {
  vi.stubEnv('POSKO_SECOND_PERSON', 'money');
  const { run, as } = await openQueue(2);
  expect(await run('reply', 'K001', ...VERDICT)).toMatchObject({ status: 'published' });
  expect(await run('undo', 'K001')).toMatchObject({ status: 'open', draft: { verdict: 'salah' } });
  expect(await run('reply', 'K000', ...VERDICT)).toMatchObject({ status: 'open' });
  await expect(run('approve', 'K000')).rejects.toThrow('somebody else has to agree');
  await as('budi')('send-back', 'K000', 'Sumbernya mana?');
  await run('reply', 'K000', ...VERDICT);
  expect(await as('budi')('approve', 'K000')).toMatchObject({ status: 'published' });
  expect(await run('stats')).toMatchObject({ decidedByAll: 1, open: 1 });
});

test('what an admin has changed at the desk holds at the command line, too', async () => {
  const { run, as, config } = await openQueue(1);
  const store = await openStore(config);
  const settingsRepository = await SettingsRepository.open(store.documents, config.settings);
  const change = { name: 'second-person', value: ['money'], by: 'ayu' } as const;
  await changeSetting({ store, clock: systemClock, settingsRepository }, change);
  await store.close();
  expect(await run('reply', 'K000', ...VERDICT)).toMatchObject({ status: 'open' });
  await expect(run('approve', 'K000')).rejects.toThrow('somebody else has to agree');
  expect(await as('budi')('approve', 'K000')).toMatchObject({ status: 'published' });
});

test('fact-checks are found and attached, cases merged and taken apart, citizens asked', async () => {
  const { run } = await openQueue(3);
  const found = await run<{ factCheck: { id: string } }[]>('search', 'bansos', 'cair');
  expect(found.length).toBeGreaterThan(0);
  const id = found[0]?.factCheck.id ?? '';
  const refused = await run('attach', 'K000', id).catch(String);
  const code = /--confirm (\w+)/.exec(String(refused))?.[1] ?? '';
  const agreed = ['--confirm', code, '--reason', 'Keduanya soal bansos yang sama.'];
  expect(await run('attach', 'K000', id, ...agreed)).toMatchObject({
    status: 'published',
    factCheck: id,
  });
  await expect(run('attach', 'K001', 'tidak-ada')).rejects.toThrow('no such fact-check');
  await run('merge', 'K001', 'K002');
  expect(await run('unmerge', 'K001')).toMatchObject({ status: 'open' });
  await run('ask', 'K001', 'Dari grup mana?');
  const shown = await run<{ history: { what: string }[] }>('show', 'K001');
  expect(shown.history.at(-1)).toMatchObject({ what: 'asked', words: 'Dari grup mana?' });
});

test('once there are accounts, only they work at the desk, each as far as the role goes', async () => {
  const { run, as, open } = await openQueue(1);
  await open(async (gate) => {
    for (const [name, role] of [
      ['sari', 'viewer'],
      ['rina', 'reviewer'],
    ] as const) {
      await addWithPassword(gate, { name, role });
    }
  });
  expect(await as('sari')('list')).toHaveLength(1);
  await expect(as('sari')('claim', 'K000')).rejects.toThrow('sari is viewer and may not do that');
  await expect(as('siapa')('list')).rejects.toThrow('there is no reviewer siapa');
  expect(await as('RINA')('claim', 'K000')).toMatchObject({ lease: { by: 'rina' } });
  await expect(run('hand-over', 'K000', 'sari')).rejects.toThrow('rina is reviewer');
  await run('reply', 'K000', ...VERDICT);
});

/** A folder with open cases, and the review commands on it. */
async function openQueue(cases: number) {
  const folder = aFolder();
  const config = readConfig({ POSKO_DATA: folder });
  const store = await openStore(config);
  await fillQueue(store, cases, Date.now());
  await store.close();
  onTestFinished(() => void vi.unstubAllEnvs());
  const as =
    (reviewer: string) =>
    async <T = unknown[]>(...words: string[]): Promise<T> => {
      const printed: string[] = [];
      const spy = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
        printed.push(String(text));
        return true;
      });
      try {
        const review = reviewCommand();
        for (const command of review.commands)
          command.exitOverride().configureOutput({ writeErr: () => {} });
        const options = ['--data', folder, '--as', reviewer, '--json'];
        await review.parseAsync([...words, ...options], { from: 'user' });
      } finally {
        spy.mockRestore();
      }
      return JSON.parse(printed.join('')) as T; // what the test says the command prints
    };
  return {
    config,
    as,
    run: as('rina'),
    async open(task: (gate: ReturnType<typeof createAccountDeps>) => Promise<void>) {
      const opened = await openStore(config);
      await task(createAccountDeps(config, opened)).finally(() => opened.close());
    },
  };
}
