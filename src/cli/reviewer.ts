import { createInterface } from 'node:readline';
import type { Command } from 'commander';
import { renderUnicodeCompact } from 'uqr';
import { withAccounts } from '../app/open-accounts.ts';
import { Failure } from '../app/user-error.ts';
import { findPasswordProblem, MIN_PASSWORD } from '../domain/accounts/password-rules.ts';
import { type Role, roles } from '../domain/accounts/permissions.ts';
import { type ReviewerView, systemActor, viewReviewer } from '../domain/accounts/reviewer.ts';
import { type AccountDeps, needsTotp } from '../services/accounts/account-deps.ts';
import * as accounts from '../services/accounts/reviewers.ts';
import { addCommand, createCommand, wordsOf } from './create-command.ts';
import { configFor, joined, printAs, printList, type StoreOptions } from './output.ts';
import refusals from './refusals.json' with { type: 'json' };

interface Options extends StoreOptions {
  role?: Role;
  totp?: boolean;
}

type Act = (gate: AccountDeps, options: Options, ...words: string[]) => Promise<void>;

/** `posko reviewer …`: who may come to the desk, and as what. */
export function reviewerCommand(): Command {
  const reviewer = createCommand('reviewer');
  put(reviewer, 'add <name>', add);
  put(reviewer, 'list', list);
  put(reviewer, 'role <name> <role>', changeRole);
  put(reviewer, 'disable <name>', changing(accounts.disableReviewer, 'cannot come in any more'));
  put(reviewer, 'enable <name>', changing(accounts.enableReviewer, 'can come in'));
  put(reviewer, 'reset <name>', reset);
  return reviewer;
}

function put(reviewer: Command, usage: string, act: Act): void {
  const command = addCommand(reviewer, usage);
  command.action(async (...given: unknown[]) => {
    const options = command.opts<Options>();
    await withAccounts(configFor(options), (gate) => act(gate, options, ...wordsOf(given)));
  });
}

/** Adds a reviewer and shows, once, the link by which they choose their password, or what they need to come in. */
async function add(gate: AccountDeps, options: Options, name = ''): Promise<void> {
  const { role = 'viewer' } = options;
  const password = await pipedPassword(gate, { name, role }, options);
  const added = await accounts.addReviewer(gate, systemActor, { name, role });
  if (added.type === 'added') return hand(gate, added, { password, options });
  if (added.type === 'bad-name') throw new Failure(refusals.name[added.why]);
  if (added.type === 'taken') throw new Failure(`${name} is a reviewer already`);
  throw new Failure(`${name} could not be added: ${added.type}`);
}

async function list(gate: AccountDeps, options: Options): Promise<void> {
  printList(options, (await gate.store.reviewers.list()).map(viewReviewer), {
    none: 'Nobody yet: posko reviewer add NAME --role admin',
    line: ({ name, role, isDisabled, isInvited, hasTotp, lastLoginAt }) => {
      const last = lastLoginAt === undefined ? 'never' : new Date(lastLoginAt).toISOString();
      const means = isInvited ? 'INVITED' : hasTotp ? 'authenticator' : 'password only';
      return joined(name, role, isDisabled && 'DISABLED', means, `last login ${last}`);
    },
  });
}

const changeRole: Act = async (gate, options, name, wanted) => {
  const role = roles.find((each) => each === wanted);
  if (!role) throw new Failure(`a role is one of ${roles.join(', ')}`);
  const give: typeof accounts.enableReviewer = (deps, by, id) =>
    accounts.changeRole(deps, by, { id, role });
  await changing(give, `is ${role}`)(gate, options, name);
};

/** A command that changes one account, and says what that account is then. */
function changing(act: typeof accounts.enableReviewer, news: string): Act {
  return async (gate, options, name = '') => {
    const managed = await act(gate, systemActor, (await find(gate, name)).id);
    if (managed.type === 'last-admin') {
      throw new Failure('this is the last admin who can come in; make another one first');
    }
    if (managed.type !== 'done') throw new Failure(`not done: ${managed.type}`);
    printAs(options, managed.reviewer, `${managed.reviewer.name} ${news}.`);
  };
}

/** Ends a reviewer's password and authenticator, and lets them choose a password as `add` does. */
async function reset(gate: AccountDeps, options: Options, name = ''): Promise<void> {
  const found = await find(gate, name);
  const password = await pipedPassword(gate, found, options);
  const done = await accounts.resetReviewer(gate, systemActor, found.id);
  if (done.type !== 'reset') throw new Failure(`${name} could not be reset: ${done.type}`);
  await hand(gate, done, { password, options });
}

/** The password in the first line of a pipe, for accounts that a script sets up; undefined where there is none. */
async function pipedPassword(
  gate: AccountDeps,
  { name, role }: { name: string; role: Role },
  { totp = true }: Options,
): Promise<string | undefined> {
  if (!totp && needsTotp(gate, { role }))
    throw new Failure(`${role} needs an authenticator; leave --no-totp out`);
  if (process.stdin.isTTY) return undefined;
  for await (const line of createInterface({ input: process.stdin })) {
    const why = findPasswordProblem(line, name);
    if (why) throw new Failure(refusals.password[why].replace('{least}', String(MIN_PASSWORD)));
    return line;
  }
  return undefined;
}

async function find({ store }: AccountDeps, name: string) {
  const found = await store.reviewers.byName(name);
  if (!found) throw new Failure(`there is no reviewer ${name}; see "posko reviewer list"`);
  return found;
}

/** Shows the link for the owner of an account, or accepts it with the password they gave and shows the rest. */
async function hand(
  gate: AccountDeps,
  { reviewer, invitation }: { reviewer: ReviewerView; invitation: string },
  { password, options }: { password: string | undefined; options: Options },
): Promise<void> {
  const standing = `${reviewer.name} is ${reviewer.role}.`;
  if (password === undefined) {
    const link = `${configFor(options).publication.url}/review/invitation?token=${invitation}`;
    const how = `Send ${reviewer.name} this link; it lets them choose a password, once and within 48 hours:`;
    return printAs(options, { reviewer, link }, `${standing} ${how}\n\n${link}`);
  }
  const { totp: withTotp = true } = options;
  const done = await accounts.acceptInvitation(gate, { token: invitation, password, withTotp });
  if (done.type !== 'done') throw new Failure(`${reviewer.name} could not be given the password`);
  const { totp, recoveryCodes } = done;
  const shown = { ...reviewer, isInvited: false, hasTotp: totp !== undefined };
  const means = totp && [
    `\n${renderUnicodeCompact(totp.address)}\nScan this with an authenticator, or type ${totp.secret}`,
    `(${totp.address})\n\nIf the phone is lost, each of these lets ${reviewer.name} in once.`,
    `Keep them on paper; they are not shown again:\n\n  ${recoveryCodes.join('\n  ')}`,
  ];
  const text = [standing, ...(means ?? [])].join('\n');
  printAs(options, { reviewer: shown, totp, recoveryCodes }, text);
}
