import { createInterface } from 'node:readline';
import { type Command, Option } from 'commander';
import { renderUnicodeCompact } from 'uqr';
import { withAccounts } from '../app/open-accounts.ts';
import { Failure } from '../app/user-error.ts';
import {
  findPasswordProblem,
  MIN_PASSWORD,
  type PasswordProblem,
} from '../domain/accounts/password-rules.ts';
import { type Role, roles } from '../domain/accounts/permissions.ts';
import { systemActor, viewReviewer } from '../domain/accounts/reviewer.ts';
import { findNameProblem } from '../domain/accounts/reviewer-name.ts';
import { type AccountDeps, needsTotp } from '../services/accounts/account-deps.ts';
import * as accounts from '../services/accounts/reviewers.ts';
import {
  addCommand,
  configFor,
  createCommand,
  joined,
  print,
  printAs,
  printJson,
  printList,
  type StoreOptions,
} from './command.ts';
import { wordsOf } from './desk-command.ts';
import refusals from './refusals.json' with { type: 'json' };

interface Options extends StoreOptions {
  role?: Role;
  totp?: boolean;
}

type Act = (gate: AccountDeps, options: Options, ...words: string[]) => Promise<void>;

/** `posko reviewer …`: who may come to the desk, and as what. */
export function reviewerCommand(): Command {
  const reviewer = createCommand('reviewer');
  put(reviewer, 'add <name>', add).addOption(
    new Option('--role <role>', 'what they may do').choices(roles).makeOptionMandatory(),
  );
  put(reviewer, 'list', list);
  put(reviewer, 'role <name> <role>', changeRole);
  put(reviewer, 'disable <name>', disable);
  put(reviewer, 'enable <name>', enable);
  put(reviewer, 'reset <name>', reset);
  return reviewer;
}

function put(reviewer: Command, usage: string, act: Act): Command {
  const command = addCommand(reviewer, usage);
  return command.action(async (...given: unknown[]) => {
    const options = command.opts<Options & { role?: Role }>();
    await withAccounts(configFor(options), (gate) => act(gate, options, ...wordsOf(given)));
  });
}

/** Adds a reviewer and shows, once, what they need to come in. */
async function add(gate: AccountDeps, options: Options, name = ''): Promise<void> {
  const { role = 'viewer' } = options;
  const problem = findNameProblem(name);
  if (problem) throw new Failure(refusals.name[problem]);
  if (await gate.store.reviewers.byName(name)) throw new Failure(`${name} is a reviewer already`);
  const withTotp = wantsTotp(gate, role, options);
  const password = await askPassword(name);
  const added = await accounts.addReviewer(gate, systemActor, { name, role, password, withTotp });
  if (added.type === 'added') return give(added, options);
  if (added.type === 'bad-name') throw new Failure(refusals.name[added.why]);
  if (added.type === 'bad-password') throw new Failure(complaint(added.why));
  throw new Failure(`${name} could not be added: ${added.type}`);
}

async function list(gate: AccountDeps, options: Options): Promise<void> {
  printList(options, (await gate.store.reviewers.list()).map(viewReviewer), {
    none: 'Nobody yet: posko reviewer add NAME --role admin',
    line: ({ name, role, isDisabled, hasTotp, lastLoginAt }) => {
      const last = lastLoginAt === undefined ? 'never' : new Date(lastLoginAt).toISOString();
      const means = hasTotp ? 'authenticator' : 'password only';
      return joined(name, role, isDisabled && 'DISABLED', means, `last login ${last}`);
    },
  });
}

async function changeRole(gate: AccountDeps, options: Options, name = '', wanted = '') {
  const role = roles.find((each) => each === wanted);
  if (!role) throw new Failure(`a role is one of ${roles.join(', ')}`);
  const { id } = await find(gate, name);
  finish(await accounts.changeRole(gate, systemActor, { id, role }), options, `is ${role}`);
}

async function disable(gate: AccountDeps, options: Options, name = ''): Promise<void> {
  const { id } = await find(gate, name);
  finish(await accounts.disableReviewer(gate, systemActor, id), options, 'cannot come in any more');
}

async function enable(gate: AccountDeps, options: Options, name = ''): Promise<void> {
  const { id } = await find(gate, name);
  finish(await accounts.enableReviewer(gate, systemActor, id), options, 'can come in');
}

/** Gives a reviewer a new password and authenticator. */
async function reset(gate: AccountDeps, options: Options, name = ''): Promise<void> {
  const found = await find(gate, name);
  const withTotp = wantsTotp(gate, found.role, options);
  const password = await askPassword(found.name);
  const done = await accounts.resetReviewer(gate, systemActor, {
    id: found.id,
    password,
    withTotp,
  });
  if (done.type === 'reset') return give(done, options);
  if (done.type === 'bad-password') throw new Failure(complaint(done.why));
  throw new Failure(`${found.name} could not be reset: ${done.type}`);
}

function wantsTotp(gate: AccountDeps, role: Role, { totp: withTotp = true }: Options): boolean {
  if (!withTotp && needsTotp(gate, { role })) {
    throw new Failure(`${role} needs an authenticator; leave --no-totp out`);
  }
  return withTotp;
}

async function find({ store }: AccountDeps, name: string) {
  const found = await store.reviewers.byName(name);
  if (!found) throw new Failure(`there is no reviewer ${name}; see "posko reviewer list"`);
  return found;
}

function finish(managed: accounts.Managed, options: Options, news: string): void {
  if (managed.type === 'last-admin') {
    throw new Failure('this is the last admin who can come in; make another one first');
  }
  if (managed.type !== 'done') throw new Failure(`not done: ${managed.type}`);
  printAs(options, managed.reviewer, `${managed.reviewer.name} ${news}.`);
}

function give({ reviewer, totp, recoveryCodes }: accounts.Given, { json }: Options) {
  if (json) return printJson({ reviewer, totp, recoveryCodes });
  print(`${reviewer.name} is ${reviewer.role}.`);
  if (!totp) return;
  print(
    `\n${renderUnicodeCompact(totp.address)}\nScan this with an authenticator, or type ${totp.secret}`,
  );
  print(`(${totp.address})\n\nIf the phone is lost, each of these lets ${reviewer.name} in once.`);
  print('Keep them on paper; they are not shown again:\n');
  for (const code of recoveryCodes) print(`  ${code}`);
}

const CONTROL_C = '\u0003';
const ENTER = ['\r', '\n', '\u0004'];
const ERASE = ['\b', '\u007f'];

/** A new password: typed twice and unseen at a terminal, else the first line of stdin. */
async function askPassword(name: string): Promise<string> {
  const password = process.stdin.isTTY
    ? await askTwice(`Password for ${name} (at least ${MIN_PASSWORD} characters): `)
    : await readLine();
  const problem = findPasswordProblem(password, name);
  if (problem) throw new Failure(complaint(problem));
  return password;
}

/** What is wrong with a password, for the person who chose it. */
function complaint(problem: PasswordProblem): string {
  return refusals.password[problem].replace('{least}', String(MIN_PASSWORD));
}

async function askTwice(question: string): Promise<string> {
  const password = await askHidden(question);
  if ((await askHidden('Once more: ')) === password) return password;
  throw new Failure('the two were not the same; nothing was changed');
}

/** Reads keys one by one, so that the terminal shows none of them. */
function askHidden(question: string): Promise<string> {
  const { stdin, stderr } = process;
  stderr.write(question);
  stdin.setRawMode(true);
  stdin.setEncoding('utf8');
  return new Promise((resolve, reject) => {
    let typed: string[] = [];
    const finish = (end: () => void) => {
      stdin.off('data', onKeys);
      stdin.setRawMode(false);
      stdin.pause();
      stderr.write('\n');
      end();
    };
    const onKeys = (keys: string) => {
      for (const key of keys) {
        if (key === CONTROL_C) return finish(() => reject(new Failure('nothing was changed')));
        if (ENTER.includes(key)) return finish(() => resolve(typed.join('')));
        typed = ERASE.includes(key) ? typed.slice(0, -1) : [...typed, key];
      }
    };
    stdin.on('data', onKeys);
    stdin.resume();
  });
}

async function readLine(): Promise<string> {
  for await (const line of createInterface({ input: process.stdin })) return line;
  throw new Failure('the password is to be the first line of stdin');
}
