import { expect, test } from 'vitest';
import { viewCase } from '../../../src/services/cases/queue.ts';
import { showCase } from '../../../src/terminal/show-case.ts';
import { aFactCheck } from '../../support/builders.ts';
import { openDesk } from './desk-world.ts';

const TITLE = 'Tujuh kontainer surat suara sudah tercoblos ditemukan di Tanjung Priok';
const CHECK = aFactCheck({ id: 'containers', title: TITLE, verdict: 'salah' });
const TURNED = 'Tujuh kontainer surat suara sudah tercoblos tidak ditemukan di Tanjung Priok';

/** A desk whose bot offers one fact-check, after a citizen has written all of this. */
async function afterSaying(...answers: readonly string[]) {
  const desk = await openDesk();
  await desk.store.factChecks.save([CHECK]);
  await desk.write('ani', TURNED, { forwarded: true });
  for (const answer of answers) await desk.write('ani', answer);
  const [found] = await desk.store.cases.list('open', 10);
  const [tip] = found ? await desk.store.cases.tipsOf(found.id) : [];
  return { desk, ticket: found?.ticket ?? '', offered: tip?.offered };
}

test('a tip keeps what the bot offered and how it was refused', async () => {
  const { offered } = await afterSaying('bukan', 'ya');
  expect(offered).toEqual({ factChecks: [CHECK.id], answer: 'no' });
});

test('an answer that was not understood is kept as unclear', async () => {
  const { offered } = await afterSaying('maksudnya apa sih', 'entahlah', 'ya');
  expect(offered).toEqual({ factChecks: [CHECK.id], answer: 'unclear' });
});

test('a verdict that was told and is not what was meant is kept as that', async () => {
  const { offered } = await afterSaying('ya', 'bukan ini', 'ya');
  expect(offered).toEqual({ factChecks: [CHECK.id], answer: 'not-this' });
});

test('the case page and the command line tell what was offered and what was answered', async () => {
  const { desk, ticket } = await afterSaying('bukan', 'ya');
  const rina = await desk.enter('Rina', 'reviewer');
  await rina.get(`/review/cases/${ticket}`);
  expect(rina.page).toContain('Sudah ditawarkan bot');
  expect(rina.page).toContain('dijawab “bukan” oleh 1 warga');
  const view = await viewCase(desk.deps, ticket);
  const shown = view && showCase(view, desk.deps.clock.now()).replace(/\s+/g, ' ');
  expect(shown).toContain(`${TITLE} · dijawab “bukan” oleh 1 warga`);
});

test('a case of which nothing was offered says nothing about it', async () => {
  const desk = await openDesk();
  const ticket = await desk.ask('Air galon isi ulang di Pasar Rebo dicampur sabun cuci');
  const rina = await desk.enter('Rina', 'reviewer');
  await rina.get(`/review/cases/${ticket}`);
  expect(rina.page).not.toContain('Sudah ditawarkan bot');
});
