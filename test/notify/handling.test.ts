import { describe, expect, test } from 'vitest';
import { addOrganisation } from '../../src/services/organisations/organisations.ts';
import { handleReferral } from '../../src/services/partners/handle-referral.ts';
import { answerReferral } from '../../src/services/partners/refer-case.ts';
import { viewReferral } from '../../src/services/partners/referral-board.ts';
import { listReferrals } from '../../src/services/partners/referrals.ts';
import { bothStores } from '../support/both-stores.ts';
import { openPartnerWorld } from './partner-world.ts';

describe.each(await bothStores())('on %s', (_, open) => {
  /** A post with a case at Bawaslu. */
  async function openReferred() {
    const world = await openPartnerWorld({ open });
    await world.refer();
    await world.settle();
    return world;
  }

  test('a partner keeps its own file number and officer, which no citizen hears of', async () => {
    const { say, reference, toldOf, deps } = await openReferred();
    const before = toldOf('Bawaslu').length;
    const file = {
      reference,
      caseNumber: ' 012/LP/PP/Kota/2026 ',
      assignee: 'Sari',
      author: 'Sari',
    };
    expect((await say(file, { door: 'handling' }))[0]).toBe(200);
    const entry = await viewReferral(deps, reference, 'bawaslu');
    expect(entry).toMatchObject({ caseNumber: '012/LP/PP/Kota/2026', assignee: 'Sari' });
    expect(toldOf('Bawaslu')).toHaveLength(before);
  });

  test('private notes go both ways, masked, and each side sees whose they are', async () => {
    const { say, reference, toldOf, deps } = await openReferred();
    const before = toldOf('Bawaslu').length;
    const note = 'Hubungi pelapor di 0811-2222-3333, lihat https://a.example/x';
    await say({ reference, note, author: 'Sari' }, { door: 'handling' });
    const post = { reference, organisation: undefined, by: 'rina', recordedBy: 'post' } as const;
    await handleReferral(deps, { ...post, note: 'Kami tidak punya nomornya.', caseNumber: 'X' });
    const seen = await viewReferral(deps, reference, 'bawaslu');
    expect(seen?.notes.map(({ from, by, text }) => [from, by, text])).toEqual([
      ['partner', 'Sari', 'Hubungi pelapor di [nomor telepon], lihat hxxps://a[.]example/x'],
      ['post', undefined, 'Kami tidak punya nomornya.'],
    ]);
    expect(seen?.caseNumber).toBeUndefined();
    const own = await viewReferral(deps, reference);
    expect(own?.notes.map(({ by }) => by)).toEqual(['Sari', 'rina']);
    expect(toldOf('Bawaslu')).toHaveLength(before);
  });

  test('a step names its author at the partner, to whom an empty name says nothing', async () => {
    const { say, reference, deps } = await openReferred();
    await say({ reference, status: 'diterima', author: 'Kompol Sari' });
    await say({ reference, status: 'diproses' });
    expect((await say({ reference, status: 'selesai', author: ' ' }))[0]).toBe(400);
    const steps = (await viewReferral(deps, reference, 'bawaslu'))?.steps.slice(1);
    expect(steps?.map(({ by }) => by)).toEqual(['Kompol Sari', 'Bawaslu']);
  });

  test('several messages stand under one status, each told once and only with words', async () => {
    const { say, reference, toldOf } = await openReferred();
    await say({ reference, status: 'diproses' });
    const again = { reference, status: 'diproses' };
    expect(await say(again)).toEqual([409, { error: 'refused', status: 'diproses' }]);
    await say({ ...again, note: 'Dua saksi sudah kami panggil.' });
    await say({ ...again, note: 'Tinggal satu saksi lagi.' });
    expect(toldOf('Bawaslu').slice(-2)).toEqual([
      expect.stringMatching(/kabar tambahan dari \*Bawaslu\*.*Dua saksi sudah kami panggil/s),
      expect.stringMatching(/kabar tambahan dari \*Bawaslu\*.*Tinggal satu saksi lagi/s),
    ]);
  });

  test('a partner opens again what it ended, with a reason; the post does not', async () => {
    const { say, reference, toldOf, deps } = await openReferred();
    await say({ reference, status: 'selesai' });
    const reopened = { reference, status: 'diproses', note: 'Ada bukti baru.' };
    expect((await say({ ...reopened, note: ' ' }))[0]).toBe(409);
    const post = { ...reopened, status: 'diproses', organisation: undefined, by: 'rina' } as const;
    expect((await answerReferral(deps, { ...post, recordedBy: 'post' })).type).toBe('refused');
    expect((await say(reopened))[0]).toBe(200);
    expect(toldOf('Bawaslu').at(-1)).toMatch(
      /\*Bawaslu\* membuka kembali penanganannya.*Ada bukti baru/s,
    );
    expect((await say({ reference, status: 'ditolak' }))[0]).toBe(200);
  });

  test('nobody sees or touches what went to another: partner × action × case', async () => {
    const world = await openReferred();
    const { deps, say, keyOf, reference } = world;
    const kpu = { id: 'kpu', name: 'KPU', kind: 'commission' } as const;
    await addOrganisation(deps, { ...kpu, webhook: 'https://kpu.example/in' }, 'ayu');
    const other = 'POLRI-SHARES-NOTHING';
    const { referCase } = await import('../../src/services/partners/refer-case.ts');
    const sending = { threat: 'penipuan', answerMs: 3_600_000, by: 'rina' } as const;
    const sent = await referCase(deps, { ...sending, ticket: world.ticket, organisation: 'kpu' });
    expect(sent.type).toBe('done');
    const owners = { [reference]: 'bawaslu', [`${world.ticket}-KPU`]: 'kpu', [other]: 'nobody' };
    const actions = [
      { door: 'status', body: { status: 'diterima' } },
      { door: 'status', body: { status: 'diterima', note: 'Lebih banyak.' } },
      { door: 'handling', body: { caseNumber: '1', assignee: 'Sari' } },
      { door: 'handling', body: { note: 'Rahasia.' } },
    ];
    for (const [of, owner] of Object.entries(owners)) {
      for (const to of ['bawaslu', 'kpu']) {
        const before = JSON.stringify(await listReferrals(deps));
        for (const { door, body } of actions) {
          const key = await keyOf(to);
          const [status] = await say({ reference: of, ...body }, { door, to, key });
          expect([of, to, door, status]).toEqual([of, to, door, owner === to ? 200 : 404]);
        }
        expect(Boolean(await viewReferral(deps, of, to))).toBe(owner === to);
        if (owner !== to) expect(JSON.stringify(await listReferrals(deps))).toBe(before);
      }
    }
  });
});
