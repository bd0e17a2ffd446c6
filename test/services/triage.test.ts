import { expect, test } from 'vitest';
import { sayThreat } from '../../src/services/cases/amend-case.ts';
import { listQueue, viewCase } from '../../src/services/cases/queue.ts';
import { aDesk, NEWS } from '../support/a-desk.ts';

const SCAM =
  'Lowongan kerja dari rumah, cuma like video dapat 200 ribu per hari. Setor deposit 100 ribu dulu, transfer ke rekening 3310 2287 4451, daftar via t.me/kerja99';

test('a tip carries its guess, and no number that was masked in it', async () => {
  const { ticket, view } = await reported('nomor gak dikenal, saya di Solo');
  const { tips, priority } = await view();
  expect(ticket).not.toBe('');
  expect(tips[0]).toMatchObject({ source: 'stranger', region: 'Jawa Tengah' });
  expect(tips[0]?.triage?.threat).toBe('penipuan');
  expect(tips[0]?.triage?.signs).toContain('source');
  expect(JSON.stringify(tips[0]?.triage)).not.toMatch(/3310|2287|4451/);
  expect(priority.threat).toMatchObject({ threat: 'penipuan', isByReviewer: false, tips: 1 });
  expect(priority.reasons).toContainEqual({ type: 'threat', threat: 'penipuan' });
});

test('a correction is kept, told in the history and in the audit log with what was guessed', async () => {
  const { stage, ticket, view } = await reported();
  const action = { ticket, reviewer: 'rina' };
  await sayThreat(stage.deps, action, 'gangguan_informasi');
  expect((await view()).priority.threat).toMatchObject({
    threat: 'gangguan_informasi',
    isByReviewer: true,
  });
  expect((await view()).history.at(-1)).toMatchObject({ what: 'threat-said', by: 'rina' });
  const [line] = await stage.deps.store.audit.list(1);
  expect(line).toMatchObject({
    what: 'threat-said',
    of: ticket,
    details: { guess: 'penipuan', threat: 'gangguan_informasi' },
  });
  const shown = await listQueue(stage.deps, { filter: { threat: 'penipuan' } });
  expect(shown).toEqual([]);
});

/** A scam that a citizen has reported, with their answers to what was asked. */
async function reported(...answers: string[]) {
  const desk = await aDesk({}, NEWS);
  const before = new Set((await listQueue(desk.deps)).map((entry) => entry.case.ticket));
  await desk.write('w9', SCAM, { forwarded: true });
  for (const answer of ['ya', ...answers]) await desk.write('w9', answer);
  const entries = await listQueue(desk.deps);
  const found = entries.find((entry) => !before.has(entry.case.ticket));
  const ticket = found?.case.ticket ?? '';
  const view = async () => {
    const seen = await viewCase(desk.deps, ticket);
    if (!seen) throw new Error('the case is gone');
    return seen;
  };
  return { stage: desk, ticket, view };
}
