import { expect, onTestFinished, test } from 'vitest';
import { openMemoryStore } from '../../src/app/open-store.ts';
import { jakartaDay } from '../../src/domain/time/jakarta-day.ts';
import { VirtualClock } from '../../src/jobs/local/virtual-clock.ts';
import { follow } from '../../src/services/conversation/refresh.ts';
import { contactText, urgentText } from '../../src/services/responses/contact-text.ts';
import { verifyContact } from '../../src/services/settings/contacts.ts';
import { aMasterKey, aPost } from '../support/builders.ts';
import { MORNING } from '../support/stage.ts';

/** Two posts on one store, as two processes are. */
async function openTwo() {
  const store = await openMemoryStore([], aMasterKey());
  const [one, other] = [await aPost(store), await aPost(store)];
  onTestFinished(async () => {
    await one.close();
    await other.close();
    await store.close();
  });
  const read = ({ deps }: typeof one) =>
    contactText({ script: deps.script, language: 'id', now: MORNING }, 'emergency');
  const verify = (day: string, key = 'emergency') =>
    verifyContact(one.deps, { key, day, by: 'edi' });
  return { store, one, other, read, verify };
}

test('a contact that was looked at long ago names a second way, until somebody looks again', async () => {
  const { store, one, other, read, verify } = await openTwo();
  expect(read(one)).toContain('Kalau tidak tersambung');
  expect(await verify('2026-11-23')).toBe('noted');
  expect(read(one)).toBe('Telepon polisi di 110, gratis, siang dan malam.');
  await follow(other.deps);
  expect(read(other)).toBe(read(one));
  expect(one.deps.contactRepository.all().find(({ key }) => key === 'emergency')).toMatchObject({
    verified: '2026-11-23',
    by: 'edi',
  });
  const [event] = await store.audit.list(1);
  expect(event).toMatchObject({ by: 'edi', what: 'contact-verified', of: 'emergency' });
});

test('a day to come, a day that is none, and a contact that is not there are refused', async () => {
  const { store, verify } = await openTwo();
  expect(await verify('2026-11-25')).toBe('bad-day');
  expect(await verify('kemarin')).toBe('bad-day');
  expect(await verify('2026-11-23', 'nobody')).toBe('unknown');
  expect(await store.documents.list('contact')).toEqual([]);
});

test('who has looked at a contact just now says so with the day of today', async () => {
  const { verify } = await openTwo();
  expect(await verify(jakartaDay(MORNING))).toBe('noted');
});

test('today begins at midnight in Jakarta, when it is still yesterday in London', async () => {
  const { one } = await openTwo();
  const at = (time: string) => ({ ...one.deps, clock: new VirtualClock(Date.parse(time)) });
  const about = { key: 'emergency', day: '2026-11-24', by: 'edi' };
  expect(await verifyContact(at('2026-11-23T23:59:00+07:00'), about)).toBe('bad-day');
  expect(await verifyContact(at('2026-11-24T00:01:00+07:00'), about)).toBe('noted');
});

test('an older look changes nothing of a contact that came along with a later day', async () => {
  const { one, read, verify } = await openTwo();
  await verify('2025-12-01');
  expect(one.deps.script.contacts.get('emergency')?.verified).toBe('2026-01-12');
  await verify('2026-11-24');
  await verify('2026-11-20');
  expect(read(one)).not.toContain('Kalau tidak tersambung');
});

test('what nobody ever looked at is not shown', async () => {
  const { one } = await openTwo();
  const contacts = new Map([['x', { name: 'X', text: { id: 'Telepon 1' } }]]);
  const script = { ...one.deps.script, contacts };
  expect(contactText({ script, language: 'id', now: MORNING }, 'x')).toBeUndefined();
});

test('who helps in danger is told in every language of citizens, and in few words', async () => {
  const { one } = await openTwo();
  const { script } = one.deps;
  const keys = ['emergency', 'emergency-112', 'child-help', 'crisis-line', 'migrant'];
  for (const key of [...keys, 'scam', 'scam-report']) {
    const texts = ['id', 'en', 'jv', 'su'].map((language) => urgentText({ script, language }, key));
    expect(new Set(texts).size).toBeGreaterThan(1);
    for (const text of texts) expect(text?.length).toBeLessThanOrEqual(140);
    expect(script.contacts.get(key)?.text).toHaveProperty('su');
    expect(script.contacts.get(key)?.text).toHaveProperty('jv');
  }
});
