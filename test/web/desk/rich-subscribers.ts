import type { openDesk } from './desk-world.ts';

const CLAIM = 'Kucing hitam lewat membawa sial, kata peramal dari Bogor';

/** Two subscribers, and a claim of the rich desk that spreads after its verdict; tells its ticket. */
export async function fillSubscribers(desk: Awaited<ReturnType<typeof openDesk>>): Promise<string> {
  for (const name of ['lia', 'tono']) {
    const about = name === 'lia' ? 'semua' : 'kesehatan';
    for (const text of ['langganan', 'mingguan', about, 'ya']) await desk.write(name, text);
  }
  for (const name of ['e1', 'e2', 'e3', 'e4', 'e5']) {
    await desk.write(name, CLAIM, { forwarded: true });
  }
  const decided = await desk.store.cases.decidedSince(0);
  return decided.find(({ claim }) => claim === CLAIM)?.ticket ?? '';
}
