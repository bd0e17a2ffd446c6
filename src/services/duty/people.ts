import { z } from 'zod';
import type { Callable } from '../../domain/duty/alert.ts';
import { zones } from '../../domain/time/clock-zone.ts';
import { defaultLanguage, staffLanguages } from '../../i18n/languages.ts';
import type { DutyDeps } from './duty-deps.ts';

const minute = z.int().min(0).max(1439);

/** How somebody wants to be reached: their zone, an address for e-mail, and hours of quiet. */
export const personSchema = z.object({
  zone: z.enum(zones).default('WIB'),
  email: z.email().max(200).optional(),
  quiet: z.object({ from: minute, until: minute }).optional(),
  language: z.enum(staffLanguages).default(defaultLanguage),
});
export type Person = Callable & z.infer<typeof personSchema>;

type Knowing = { store: Pick<DutyDeps['store'], 'documents'> };

/** How somebody wants to be reached; in western time and by nothing but the desk where they have not said. */
export async function readPerson({ store }: Knowing, name: string): Promise<Person> {
  return read((await store.documents.get('duty-person', name))?.value);
}

/** Everybody who has said how. */
export async function readPeople({ store }: Knowing): Promise<Map<string, Person>> {
  const documents = await store.documents.list('duty-person');
  return new Map(documents.map(({ id, value }) => [id, read(value)]));
}

/** Keeps how somebody wants to be reached, in the place of what they said before. */
export async function savePerson(
  { store }: Knowing,
  name: string,
  wanted: z.input<typeof personSchema>,
): Promise<'saved' | 'bad'> {
  const person = personSchema.safeParse(wanted);
  if (!person.success) return 'bad';
  for (;;) {
    const known = await store.documents.get('duty-person', name);
    const document = { id: name, revision: known?.revision ?? 0, value: person.data };
    if ((await store.documents.put('duty-person', document)) === 'saved') return 'saved';
  }
}

function read(value: unknown): Person {
  return personSchema.safeParse(value ?? {}).data ?? personSchema.parse({});
}
