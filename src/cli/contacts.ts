import { Command } from 'commander';
import type { AppDeps } from '../app/app-deps.ts';
import { atDesk } from '../app/open-desk.ts';
import { Failure } from '../app/user-error.ts';
import { jakartaDay } from '../domain/time/jakarta-day.ts';
import { isStale } from '../domain/voters/contact-age.ts';
import { type KnownContact, verifyContact } from '../services/settings/contacts.ts';
import { asReviewer } from './desk-options.ts';
import { findReviewer } from './find-reviewer.ts';
import { configFor, print, printJson } from './output.ts';

interface Options {
  json?: boolean;
  data?: string;
  as: string;
  on?: string;
}

/** `posko contacts …`: the addresses that citizens are shown, and when somebody last looked at them. */
export function contactsCommand(): Command {
  const contacts = new Command('contacts').description(
    'the addresses that citizens are shown, and when somebody last looked at them',
  );
  common(contacts.command('list'))
    .description('list them, those that somebody has to look at first')
    .action((options: Options) => atDesk(configFor(options), (deps) => list(deps, options)));
  common(contacts.command('verify <name>'))
    .description('write down that you have looked, and that it is right')
    .option('--on <date>', 'the day of the look, such as 2029-02-14; today, unless you say so')
    .addOption(asReviewer())
    .action((name: string, options: Options) =>
      atDesk(configFor(options), (deps) => verify(deps, options, name)),
    );
  return contacts;
}

function common(command: Command): Command {
  return command
    .option('--json', 'print JSON')
    .option('--data <folder>', 'folder of the embedded store');
}

async function list({ contactRepository, clock }: AppDeps, { json }: Options): Promise<void> {
  const now = clock.now();
  const all = contactRepository
    .all()
    .map(({ text: _, ...contact }) => ({ ...contact, state: stateOf(contact, now) }))
    .sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
  if (json) return printJson(all);
  for (const { key, name, verified, by, state } of all) {
    const day = verified && `verified ${verified}${by === undefined ? '' : ` by ${by}`}`;
    print([key, name, day, state !== 'ok' && MEND[state]].filter(Boolean).join(' · '));
  }
}

async function verify(deps: AppDeps, options: Options, key: string): Promise<void> {
  const { name: by } = await findReviewer(deps.store, options.as, 'edit-voter-answers');
  const day = options.on ?? jakartaDay(deps.clock.now());
  const looked = await verifyContact(deps, { key, day, by });
  if (looked === 'unknown') {
    throw new Failure(`there is no contact ${key}; see "posko contacts list"`);
  }
  if (looked === 'bad-day') {
    throw new Failure(`--on is a day such as 2029-02-14 that is not to come; ${day} is not`);
  }
  const verified = deps.contactRepository.present.get(key)?.verified;
  if (options.json) printJson({ key, verified });
  else print(`${key}: verified ${verified}`);
}

const ORDER = ['unverified', 'stale', 'ok'] as const;
const MEND = { unverified: 'NEVER VERIFIED, not shown', stale: 'STALE, shown with its day' };

function stateOf(
  { verified }: Pick<KnownContact, 'verified'>,
  now: number,
): (typeof ORDER)[number] {
  if (!verified) return 'unverified';
  return isStale(verified, now) ? 'stale' : 'ok';
}
