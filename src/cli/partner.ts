import { type Command, Option } from 'commander';
import { Failure } from '../app/user-error.ts';
import { readMasterKey } from '../config/config.ts';
import { createSecrets } from '../crypto/create-secrets.ts';
import {
  contactFields,
  hasSecondContact,
  type Organisation,
  organisationKinds,
} from '../domain/partners/organisation.ts';
import { neutralise } from '../domain/text/strip-control-codes.ts';
import {
  addOrganisation,
  bindMember,
  changeOrganisation,
  listOrganisations,
  type OrganisationSaveResult,
} from '../services/organisations/organisations.ts';
import { type DeafReason, readReaders } from '../services/partners/find-readers.ts';
import { renewFeedToken, renewSigningKey } from '../services/partners/partner-secrets.ts';
import { deafness } from '../ui-text/describe-deafness.ts';
import { createCommand } from './create-command.ts';
import { addDeskCommands, type DeskAct, type DeskOptions } from './desk-command.ts';
import { configFor, joined, printAs, printList } from './output.ts';
import { addDeliveries } from './partner-deliveries.ts';
import refusals from './refusals.json' with { type: 'json' };

/** Creates `posko partner …`: the organisations that get referrals. */
export function partnerCommand(): Command {
  const needs = 'manage-partners';
  const kinds = () => new Option('--kind <kind>', 'what it is').choices(organisationKinds);
  const partner = addDeskCommands(createCommand('partner'), {
    list: [needs, list],
    'add <id> <name>': [needs, add, (command) => command.addOption(kinds().default('other'))],
    'change <id>': [needs, change, (command) => command.addOption(kinds())],
    'member <id> <account>': [needs, member],
    'key <id>': [needs, renewing('key')],
    'token <id>': [needs, renewing('token')],
    'disable <id>': [needs, active(false)],
    'enable <id>': [needs, active(true)],
  });
  return addDeliveries(partner);
}

/** A contact is false where it is to go. */
type Fields = DeskOptions & { name?: string; kind?: Organisation['kind'] } & {
  [field in (typeof contactFields)[number]]?: string | false;
};

const list: DeskAct = async (deps, options) => {
  const deafReason = await readReaders(deps);
  const organisations = (await listOrganisations(deps)).map((each) => {
    const deaf = deafReason(each);
    return { ...shownOf(each), ...(deaf && { deaf }) };
  });
  printList(options, organisations, { line: lineOf, none: 'none yet: posko partner add …' });
};

type Shown = ReturnType<typeof shownOf> & { deaf?: DeafReason };

function lineOf({ deaf, ...organisation }: Shown): string {
  const { id, name, kind, webhook, second, members, hasFeed, isActive } = organisation;
  const ways = [webhook && `webhook ${webhook}`, second && `second ${second}`];
  const unread = deaf && `NOBODY READS IT: ${deafness[deaf]}`;
  const lack = !organisation.hasSecond && 'NO SECOND CONTACT';
  const marks = [`${members} accounts`, hasFeed && 'feed', lack, isActive ? unread : 'DISABLED'];
  return neutralise(joined(id, name, kind, ...ways, ...marks));
}

/** What of an organisation may be read again and again: nothing that opens something. */
function shownOf(organisation: Organisation) {
  const { id, name, kind, webhook, second, members, feed, isActive } = organisation;
  const has = { hasFeed: feed !== undefined, hasSecond: hasSecondContact(organisation) };
  return { id, name, kind, webhook, second, members: members.length, ...has, isActive };
}

const add: DeskAct<Fields> = async (deps, options, id = '', name = '') => {
  const { as, kind = 'other' } = options;
  const wanted = { id, name, kind, ...contactsIn(options) };
  printSaved(options, await addOrganisation(deps, wanted, as));
};

const change: DeskAct<Fields> = async (deps, options, id = '') => {
  const { as: by, name, kind } = options;
  const changes = { ...(name && { name }), ...(kind && { kind }), ...contactsIn(options) };
  const what = Object.keys(changes).join(' ');
  if (!what) throw new Failure('nothing to change was given; see posko partner change --help');
  printSaved(options, await changeOrganisation(deps, { id, by, what }, () => changes));
};

function contactsIn(options: Fields): Partial<Organisation> {
  const given = contactFields.filter((name) => options[name] !== undefined);
  return Object.fromEntries(given.map((name) => [name, options[name] || undefined]));
}

function active(isActive: boolean): DeskAct {
  return async (deps, options, id = '') => {
    const about = { id, by: options.as, what: isActive ? 'enabled' : 'disabled' };
    printSaved(options, await changeOrganisation(deps, about, () => ({ isActive })));
  };
}

type Moving = DeskOptions & { move?: boolean };

const member: DeskAct<Moving> = async (deps, options, id = '', name = '') => {
  const account = await deps.store.reviewers.byName(name);
  if (account?.role !== 'partner') {
    throw new Failure(refusals.organisation.noAccount.replace('{name}', name));
  }
  const { as: by, move: moves = false } = options;
  printSaved(options, await bindMember(deps, { id, by, account: account.id, moves }));
};

/** Makes a new signing key or feed token, and shows it once. */
function renewing(name: 'key' | 'token'): DeskAct<DeskOptions & { overlap?: string }> {
  const renew = name === 'key' ? renewSigningKey : renewFeedToken;
  return async ({ store, clock }, options, id = '') => {
    const secrets = createSecrets(readMasterKey(configFor(options)));
    const about = { id, by: options.as, overlapDays: Number(options.overlap) || 0 };
    const secret = await renew({ store, clock, secrets }, about);
    if (secret === undefined) throw new Failure(refusals.organisation.unknown);
    printAs(options, { id, [name]: secret }, `${secret}\nIt is shown this once.`);
  };
}

function printSaved(options: DeskOptions, saved: OrganisationSaveResult): void {
  if (saved.type === 'bad')
    throw new Failure(`${saved.field}: ${refusals.organisation.field[saved.field]}`);
  if (saved.type !== 'kept') throw new Failure(refusals.organisation[saved.type]);
  const { id } = saved.organisation;
  const lack = hasSecondContact(saved.organisation) ? '' : `; ${refusals.organisation.noSecond}`;
  printAs(options, shownOf(saved.organisation), `saved: ${id}${lack}`);
}
