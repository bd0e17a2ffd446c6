import { type Evidence, isDebunk } from '../../domain/messages/evidence.ts';
import type { Message } from '../../domain/messages/message.ts';
import type { Values } from '../../engine/conversation.ts';
import type { Asked } from '../../ports/match-query.ts';
import { idsOf, type Turn } from '../../ports/turn.ts';
import type { ActionDeps } from './action.ts';

type Deps = Pick<ActionDeps, 'store'>;

/** A message in question, under the key of its letter, and what could be made of its file. */
export interface Item {
  key: string;
  message: Message;
  evidence?: Evidence | undefined;
}

/** The messages that a flow is about, as far as they are still kept. */
export async function readItems(deps: Deps, turn: Turn, values: Values): Promise<Item[]> {
  const { turns, media } = deps.store;
  const ids = idsOf(values.items);
  const waiting = ids.flatMap((id) => turn.pending.find(({ key }) => key === id) ?? []);
  const isAllThere = waiting.length === ids.length; // earlier ones are in the store
  const received = isAllThere ? waiting : await turns.readMessages(turn.citizen, ids);
  return Promise.all(
    received.flatMap(({ key, letter }) =>
      letter.type === 'message'
        ? toItem({ key, message: letter }, (sha256) => media.evidenceOf(sha256))
        : [],
    ),
  );
}

async function toItem(item: Item, evidenceOf: (sha256: string) => Promise<Evidence | undefined>) {
  const { media } = item.message;
  return media ? { ...item, evidence: await evidenceOf(media.sha256) } : item;
}

/** What is looked for on behalf of a message: its words, and those of its file. */
export function askedOf({ message, evidence }: Item): Asked {
  const { text } = message;
  if (!evidence) return { text };
  return { text, read: evidence.texts, files: [evidence.asked], debunks: isDebunk(evidence) };
}

/** Whether there is nothing to look for: neither words nor anything that a file is known by. */
export function isEmpty({ text, read = [], files = [] }: Asked): boolean {
  return (
    !hasWords({ text, read }) &&
    !files.some(({ hashes, frames, sound }) => hashes || frames || sound)
  );
}

/** All the words of a message, those of its file too. */
export function wordsOf({ text, read = [] }: Asked): string {
  return [text, ...read.map((each) => each.text)].join('\n').trim();
}

/** Whether there are words to look for, typed ones or some in a file. */
export function hasWords({ text, read = [] }: Asked): boolean {
  return text.trim() !== '' || read.length > 0;
}
