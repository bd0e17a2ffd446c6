import { expect, onTestFinished, test } from 'vitest';
import { jakartaDay } from '../../src/domain/time/jakarta-day.ts';
import { VirtualClock } from '../../src/jobs/local/virtual-clock.ts';
import {
  retireVoterEntry,
  reviewVoterEntries,
  saveVoterEntry,
} from '../../src/services/voters/edit-answers.ts';
import { VoterAnswerRepository } from '../../src/services/voters/voter-answers.ts';
import { openInMemory } from '../support/both-stores.ts';
import { loadScript, MORNING } from '../support/stage.ts';
import { anEntry } from '../support/voter-entries.ts';

const DAY = 86_400_000;

async function aBook() {
  const store = await openInMemory();
  onTestFinished(() => store.close());
  const script = loadScript();
  const voterAnswers = await VoterAnswerRepository.open(store.documents, script.voters);
  const deps = { store, script, voterAnswers, clock: new VirtualClock(MORNING) };
  const entry = anEntry();
  const save = async (id: string, by: string, revision?: number) =>
    (await saveVoterEntry(deps, { entry: { ...entry, answer: { id } }, by, revision })).type;
  const retire = async (revision?: number) =>
    (await retireVoterEntry(deps, { id: entry.id, by: 'budi', revision })).type;
  const shown = () => voterAnswers.shown(MORNING).find(({ id }) => id === entry.id)?.answer.id;
  return { save, retire, shown };
}

test('of two who change the same entry, the later is told, and nothing of the earlier is lost', async () => {
  const { save, retire, shown } = await aBook();
  expect(await save('Datang ke kelurahan.', 'rina')).toBe('saved');
  expect(await save('Datang ke kecamatan.', 'budi', 1)).toBe('saved');
  expect(await save('Datang ke TPS.', 'rina', 1)).toBe('stale');
  expect(shown()).toBe('Datang ke kecamatan.');
  expect(await retire(1)).toBe('stale');
  expect(await save('Datang ke kecamatan.', 'rina', 2)).toBe('same');
});

test('a retired entry is answered no more, and again once it is saved', async () => {
  const { save, retire, shown } = await aBook();
  await save('Datang ke kelurahan.', 'rina');
  expect(await retire()).toBe('saved');
  expect(await retire()).toBe('same');
  expect(shown()).toBeUndefined();
  expect(await save('Datang ke kelurahan.', 'rina')).toBe('saved');
  expect(shown()).toBe('Datang ke kelurahan.');
});

test('an answer for voters is called old half a year after somebody looked at it, and stands first then', () => {
  const known = (id: string, days: number) => ({
    entry: anEntry({ id, verified: jakartaDay(MORNING - days * DAY) }),
    revision: 0,
  });
  const entries = [known('fresh', 180), known('old', 181)];
  const reviewed = reviewVoterEntries(entries, MORNING);
  expect(reviewed.map(({ entry, flaw }) => [entry.id, flaw])).toEqual([
    ['old', 'stale'],
    ['fresh', undefined],
  ]);
});
