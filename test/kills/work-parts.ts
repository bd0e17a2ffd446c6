import { reply } from '../../src/services/cases/decide-case.ts';
import { aFactCheck } from '../support/builders.ts';
import type { Life } from './life.ts';

export const MINUTE = 60_000;

export const HOUR = 60 * MINUTE;

export const HOAX =
  'Minum air rebusan bawang putih menyembuhkan demam berdarah hanya dalam semalam';

export const NEWS = 'Air galon isi ulang di Pasar Rebo dicampur sabun cuci oleh pedagang nakal';

export const KNOWN = aFactCheck({ id: 'f1', title: HOAX, narratives: [HOAX] });

const DECISION = {
  verdict: 'salah',
  summary: 'Tidak ada sabun di air itu.',
  url: 'https://sumber.example/cek',
} as const;

export const NO_UNDO = { undoMs: 0 };

export async function addKnown({ store, deps }: Life): Promise<void> {
  await store.factChecks.save([KNOWN]);
  await deps.index.follow();
}

/** What lies in the way of a citizen's first question. */
export async function report(life: Life, citizen: string, text = NEWS): Promise<void> {
  await life.write(citizen, text, { forwarded: true });
  await life.write(citizen, 'ya');
  await life.write(citizen, 'cukup');
}

export async function ticketOf({ store }: Life): Promise<string> {
  const [found] = await store.cases.list(undefined, 1);
  return found?.ticket ?? '';
}

export async function decide(life: Life): Promise<void> {
  await reply(life.deps, { ticket: await ticketOf(life), reviewer: 'rina' }, DECISION);
  await life.settle();
}
