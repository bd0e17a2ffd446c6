import { expect, onTestFinished, test } from 'vitest';
import { defaultSettings } from '../../src/domain/settings/settings.ts';
import { VirtualClock } from '../../src/jobs/local/virtual-clock.ts';
import {
  addOrganisation,
  bindMember,
  changeOrganisation,
  findOrganisation,
  isKnownOrganisation,
  organisationOf,
} from '../../src/services/organisations/organisations.ts';
import { renewSigningKey } from '../../src/services/partners/partner-secrets.ts';
import { openInMemory } from '../support/both-stores.ts';
import { aMasterKey } from '../support/builders.ts';
import { quickSecrets } from '../support/gate.ts';
import { MORNING } from '../support/stage.ts';

const DAY = 86_400_000;

async function aRegister() {
  const store = await openInMemory();
  onTestFinished(() => store.close());
  const deps = { store, clock: new VirtualClock(MORNING), secrets: quickSecrets(aMasterKey()) };
  for (const id of ['bawaslu', 'komdigi']) {
    await addOrganisation(deps, { id, name: id, kind: 'other' }, 'ayu');
  }
  const change = (id: string, changes: object) =>
    changeOrganisation(deps, { id, by: 'ayu', what: undefined }, () => changes);
  return { deps, change };
}

test('an account belongs to one organisation, and moves only where that is said', async () => {
  const { deps } = await aRegister();
  const bind = (id: string, moves?: boolean) =>
    bindMember(deps, { id, by: 'ayu', account: 'a1', ...(moves && { moves }) });
  expect((await bind('bawaslu')).type).toBe('kept');
  expect((await bind('komdigi')).type).toBe('elsewhere');
  expect((await organisationOf(deps, 'a1'))?.id).toBe('bawaslu');
  expect((await bind('komdigi', true)).type).toBe('kept');
  expect((await organisationOf(deps, 'a1'))?.id).toBe('komdigi');
  expect((await findOrganisation(deps, 'bawaslu'))?.members).toEqual([]);
});

test('an account that joins an organisation takes the place of no other, and has one alone', async () => {
  const { deps } = await aRegister();
  for (const account of ['a1', 'a2', 'a1']) {
    await bindMember(deps, { id: 'bawaslu', by: 'ayu', account });
  }
  expect((await findOrganisation(deps, 'bawaslu'))?.members).toEqual(['a1', 'a2']);
});

test('an account of two organisations works for the one that takes part', async () => {
  const { deps, change } = await aRegister();
  await change('bawaslu', { members: ['a1'], isActive: false });
  expect((await organisationOf(deps, 'a1'))?.id).toBe('bawaslu');
  await change('komdigi', { members: ['a1'] });
  expect((await organisationOf(deps, 'a1'))?.id).toBe('komdigi');
  expect(await organisationOf(deps, 'a2')).toBeUndefined();
});

test.for([
  ['Posko', true],
  ['mafindo ', true],
  ['komdigi', true],
  ['bawaslu', false],
  ['KPU', false],
] as const)('in the name of %s a verdict is given: %s', async ([name, isKnown]) => {
  const { deps, change } = await aRegister();
  await change('bawaslu', { isActive: false });
  const settings = { ...defaultSettings, post: 'Posko', organisations: ['Mafindo'] };
  expect(await isKnownOrganisation({ ...deps, settings }, name)).toBe(isKnown);
});

test('a key that is replaced counts for thirty days at most, and by default no more', async () => {
  const { deps } = await aRegister();
  const until = async (overlapDays?: number) => {
    const days = overlapDays === undefined ? {} : { overlapDays };
    await renewSigningKey(deps, { id: 'bawaslu', by: 'ayu', ...days });
    return (await findOrganisation(deps, 'bawaslu'))?.oldKeyUntil;
  };
  expect(await until()).toBe(MORNING);
  expect(await until(7)).toBe(MORNING + 7 * DAY);
  expect(await until(365)).toBe(MORNING + 30 * DAY);
  expect(await until(-3)).toBe(MORNING);
});
