import { expect, onTestFinished, test, vi } from 'vitest';
import { openMemoryStore } from '../../src/app/open-store.ts';
import type { Verdict } from '../../src/domain/fact-checks/verdicts.ts';
import { FactCheckIndex } from '../../src/services/fact-checks/fact-check-index.ts';
import { aFactCheck, aPost } from '../support/builders.ts';

const CLAIM = 'Bank Nusantara Jaya membagikan kuota data gratis 40 GB kepada semua nasabah lama';

/** What a citizen hears who sends nothing but an address whose page carries the words of a stored claim. */
async function heardFor(verdict: Verdict, answers: string[] = []): Promise<string> {
  const known = aFactCheck({ title: CLAIM, narratives: [CLAIM], verdict });
  const post = await aPost(await openMemoryStore([known]));
  onTestFinished(() => post.close());
  post.deps.links = {
    read: async (address) => ({ address, text: `${CLAIM}\nKlik untuk ambil hadiah` }),
  };
  await post.write('w1', 'https://bank-nusantara-hadiah.example/ambil', { forwarded: true });
  for (const answer of answers) await post.write('w1', answer);
  return post.heard.map(({ text }) => text).join('\n');
}

test.each<Verdict>(['benar', 'klarifikasi', 'sebagian_benar'])(
  'a page with the words of a claim that is %s gives its address no such verdict',
  async (verdict) => {
    const heard = await heardFor(verdict, ['ya', '1']);
    expect(heard).not.toContain(CLAIM);
    expect(heard).not.toMatch(/\*(?:BENAR|KLARIFIKASI|SEBAGIAN BENAR)\*/);
    expect(heard).toContain('belum menemukan');
  },
);

test.each<Verdict>(['salah', 'penipuan', 'menyesatkan'])(
  'a page with the words of a claim that is %s still brings the warning',
  async (verdict) => {
    expect(await heardFor(verdict)).toContain(CLAIM);
  },
);

test('a page offers no such verdict among a few to choose from either', async () => {
  const known = [
    aFactCheck({ id: 'warning', title: CLAIM, verdict: 'salah' }),
    aFactCheck({ id: 'true', title: 'Kuota gratis Bank Nusantara Jaya', verdict: 'benar' }),
  ];
  const matches = known.map(({ id }) => ({ id, score: 0.3, differences: [] }));
  const found = vi
    .spyOn(FactCheckIndex.prototype, 'match')
    .mockImplementation(async ({ read }) =>
      read ? { tier: 'several', matches, offered: 2 } : { tier: 'none', matches: [] },
    );
  onTestFinished(() => found.mockRestore());
  const post = await aPost(await openMemoryStore(known));
  onTestFinished(() => post.close());
  post.deps.links = { read: async (address) => ({ address, text: CLAIM }) };
  await post.write('w1', 'https://bank-nusantara-hadiah.example/ambil', { forwarded: true });
  expect(found).toHaveBeenCalledTimes(2);
  expect(post.heard.at(-1)?.text).toContain('belum menemukan');
});

test('an address beside the words of a true claim changes nothing for these words', async () => {
  const known = aFactCheck({ title: CLAIM, narratives: [CLAIM], verdict: 'benar' });
  const post = await aPost(await openMemoryStore([known]));
  onTestFinished(() => post.close());
  post.deps.links = { read: async (address) => ({ address, text: 'Halaman lain sama sekali' }) };
  await post.write('w1', CLAIM, { forwarded: true });
  expect(post.heard.at(-1)?.text).toContain('BENAR');
});
