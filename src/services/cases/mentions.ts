import { z } from 'zod';
import { may } from '../../domain/accounts/permissions.ts';
import { isUsable } from '../../domain/accounts/reviewer.ts';
import { foldName } from '../../domain/accounts/reviewer-name.ts';
import { type DocumentDeps, documentsOf } from '../../ports/documents.ts';
import { amend, type CaseChange } from './change-case.ts';

const noticed = { ticket: z.string(), by: z.string(), at: z.number() };
const mentions = z.array(z.object({ ...noticed, isSeen: z.boolean().optional() }));
const lists = documentsOf('mentions', z.object({ mentions }), 'account');

/** A note on a case that names somebody. */
export type Mention = z.infer<typeof mentions>[number];

/** As many as an account keeps. */
const MOST = 50;

/** Writes a note for other reviewers into the history, with a notice for each whom it mentions as `@Name`. */
export const addNote: CaseChange<string> = async (deps, action, note) => {
  const accounts = await deps.store.reviewers.list();
  const mentioned = namedIn(note, accounts).filter(({ name }) => name !== action.reviewer);
  const canSee = mentioned.every((each) => isUsable(each) && may(each.role, 'see-case'));
  if (!canSee) return { type: 'refused', why: 'outsider' };
  return amend(deps, action, async (found, at) => {
    const mention = { ticket: found.ticket, by: action.reviewer, at };
    const documents = mentioned.map(async ({ id: account }) => {
      const known = (await lists.find(deps, account)) ?? { account, revision: 0, mentions: [] };
      return lists.change({ ...known, mentions: [mention, ...known.mentions].slice(0, MOST) });
    });
    const did = { what: 'noted', words: note } as const;
    return { case: found, did, documents: await Promise.all(documents) };
  });
};

/** Lists the notes in which an account was mentioned, the newest first. */
export async function listMentions(deps: DocumentDeps, account: string): Promise<Mention[]> {
  return (await lists.find(deps, account))?.mentions ?? [];
}

/** Notes that an account has seen what mentions it on a case, and returns all mentions as they are then. */
export async function seeMentions(deps: DocumentDeps, account: string, ticket: string) {
  const see = (each: Mention) => (each.ticket === ticket ? { ...each, isSeen: true } : each);
  await lists.edit(deps, account, (known) => ({
    value: { mentions: known?.mentions.map(see) ?? [] },
  }));
  return listMentions(deps, account);
}

/** The accounts that a note names after `@`, the longest name first; other handles and e-mail addresses name nobody. */
export function namedIn<Account extends { name: string }>(
  note: string,
  accounts: readonly Account[],
): Account[] {
  let left = foldName(note);
  return accounts
    .toSorted((one, other) => other.name.length - one.name.length)
    .filter(({ name }) => {
      const handle = `(?<![\\p{L}\\p{N}_])@${RegExp.escape(foldName(name))}(?![\\p{L}\\p{N}_])`;
      const before = left;
      left = left.replaceAll(new RegExp(handle, 'gu'), ' ');
      return left !== before;
    });
}
