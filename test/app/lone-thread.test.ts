import { describe, expect, test, vi } from 'vitest';
import { MatchThread, startThread } from '../../src/app/open-matching.ts';
import { EngineLost, LostAtWork } from '../../src/matching/match-engine.ts';
import { aFactCheck } from '../support/builders.ts';
import { aThread, aThreadThat, CONFIG, HANG } from './threads.ts';

describe('a thread', () => {
  test('that hangs is ended: what waits behind can be asked again', async () => {
    const thread = aThread(aThreadThat(HANG, ['match'])());
    const asked = ['satu', 'dua'].map((text) => thread.ask('match', { text }));
    const [hung, behind] = await Promise.allSettled(asked);
    expect(hung).toMatchObject({ reason: expect.any(LostAtWork) });
    expect(behind).toMatchObject({ reason: expect.any(EngineLost) });
    expect(behind).not.toMatchObject({ reason: expect.any(LostAtWork) });
    await expect(thread.ask('match', { text: 'tiga' })).rejects.toThrow(EngineLost);
    expect(thread.told).toEqual(['matching took longer than 5 s']);
  });

  test('that cannot be ended is waited for no longer than a second', async () => {
    const worker = startThread(CONFIG);
    const { promise, resolve } = Promise.withResolvers<number>();
    vi.spyOn(worker, 'terminate').mockReturnValue(promise);
    await new MatchThread(worker, () => {}).close();
    vi.restoreAllMocks();
    resolve(await worker.terminate());
  });

  test.each([
    ['as it is in native code', () => new Promise(() => {})],
    ['before Node 24.6', undefined],
  ])('whose work cannot be told, %s, is judged by the time it takes', async (_, cpuUsage) => {
    const worker = Object.assign(aThreadThat(HANG, ['match'])(), { cpuUsage });
    const thread = aThread(worker);
    await expect(thread.ask('match', { text: 'satu' })).rejects.toThrow(LostAtWork);
    expect(thread.told).toEqual(['matching took longer than 5 s']);
  });

  test('that only waits for its turn on a busy machine does not hang', async () => {
    const wait = 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 600);';
    const thread = aThread(aThreadThat(wait, ['match'])(), 100);
    expect(await thread.ask('match', { text: 'satu' })).toEqual([]);
    expect(thread.told).toEqual([]);
  });

  test('may take much longer to open an index than over a question', async () => {
    const slow = aThreadThat('for (const at = Date.now(); Date.now() < at + 60; );', ['open']);
    const thread = aThread(slow());
    expect(await thread.ask('open', 'stored')).toMatchObject({ size: 0 });
    expect(thread.told).toEqual([]);
    const hung = aThread(aThreadThat(HANG, ['open'])());
    await expect(hung.ask('open', 'stored')).rejects.toThrow('longer than 120 s');
  });

  test('fails with the words of the engine, and goes on', async () => {
    const thread = aThread(startThread(CONFIG), 1000);
    await thread.ask('open', { model: 'two', dimensions: 2 });
    await thread.ask('update', [{ ...aFactCheck({ id: 'satu' }), files: [], links: [] }], []);
    const long = [['satu', Float32Array.of(1, 2, 3)] as const];
    await expect(thread.ask('putVectors', long)).rejects.toThrow('where 2 belong');
    const wild = { text: 'satu', isWhole: (() => {}) as unknown as boolean };
    await expect(thread.ask('match', wild)).rejects.toThrow('could not be cloned');
    expect(await thread.ask('withoutVector')).toEqual(['satu']);
    await thread.close();
    await expect(thread.ask('snapshot')).rejects.toThrow('the index is closed');
    expect(thread.told).toEqual([]);
  });

  test('is handed a snapshot, and hands one over, without a copy here', async () => {
    const thread = aThread(startThread(CONFIG), 1000);
    await thread.ask('update', [{ ...aFactCheck({ id: 'satu' }), files: [], links: [] }], []);
    const snapshot = await thread.ask('snapshot');
    const other = aThread(startThread(CONFIG), 1000);
    expect(await other.ask('open', 'stored', snapshot)).toMatchObject({ size: 1 });
    expect([snapshot.words.length, snapshot.evidence.length]).toEqual([0, 0]);
  });

  test('takes no more calls than it can answer in time', async () => {
    const thread = aThread(aThreadThat(HANG, ['match'])(), 1000);
    const asked = Array.from({ length: 5001 }, () => thread.ask('match', { text: '' }));
    const [last] = await Promise.allSettled(asked.slice(-1));
    expect(last).toMatchObject({ reason: { status: 503 } });
    const rest = Promise.allSettled(asked);
    await thread.close();
    expect((await rest).every(({ status }) => status === 'rejected')).toBe(true);
  });
});
