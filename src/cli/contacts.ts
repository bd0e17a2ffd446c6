import type { AppDeps } from '../app/app-deps.ts';
import { Failure } from '../app/user-error.ts';
import { jakartaDay } from '../domain/time/jakarta-day.ts';
import { isStale } from '../domain/voters/contact-age.ts';
import { type KnownContact, verifyContact } from '../services/settings/contacts.ts';
import { createDeskCommand, type DeskOptions } from './create-command.ts';
import { joined, printAs, printList } from './output.ts';

export const contactsCommand = createDeskCommand('contacts', {
  list: [undefined, list],
  'verify <name>': ['edit-voter-answers', verify],
});

function list({ contactRepository, clock }: AppDeps, options: DeskOptions): void {
  const now = clock.now();
  const all = contactRepository
    .all()
    .map(({ text: _, ...contact }) => ({ ...contact, state: stateOf(contact, now) }))
    .sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
  printList(options, all, {
    line: ({ key, name, verified, by, state }) => {
      const day = verified && `verified ${verified}${by === undefined ? '' : ` by ${by}`}`;
      return joined(key, name, day, state !== 'ok' && TO_DO[state]);
    },
  });
}

async function verify(deps: AppDeps, options: DeskOptions & { on?: string }, key = '') {
  const day = options.on ?? jakartaDay(deps.clock.now());
  const looked = await verifyContact(deps, { key, day, by: options.as });
  if (looked === 'unknown') {
    throw new Failure(`there is no contact ${key}; see "posko contacts list"`);
  }
  if (looked === 'bad-day') {
    throw new Failure(`--on is a day such as 2029-02-14 that is not to come; ${day} is not`);
  }
  const verified = deps.contactRepository.present.get(key)?.verified;
  printAs(options, { key, verified }, `${key}: verified ${verified}`);
}

const ORDER = ['unverified', 'stale', 'ok'] as const;
const TO_DO = { unverified: 'NEVER VERIFIED, not shown', stale: 'STALE, still shown' };

function stateOf(
  { verified }: Pick<KnownContact, 'verified'>,
  now: number,
): (typeof ORDER)[number] {
  if (!verified) return 'unverified';
  return isStale(verified, now) ? 'stale' : 'ok';
}
