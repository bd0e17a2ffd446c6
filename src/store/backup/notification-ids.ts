import type { Seal } from '../seal.ts';
import type { InboxRecord } from './backup-row.ts';

interface Told {
  news: string;
  factCheck?: string | undefined;
  version?: number | undefined;
  case?: string | undefined;
}

/** Finds the message or announcement behind the key of an inbox item. */
export class NotificationIds {
  readonly #seal: Seal;
  readonly #open: string[] = [];
  readonly #byNews = new Map<string, string[]>();

  constructor(seal: Seal) {
    this.#seal = seal;
  }

  add(announcement: Told & { id: string }, isDone: boolean): void {
    const name = nameOf(announcement);
    this.#byNews.set(name, [...(this.#byNews.get(name) ?? []), announcement.id]);
    if (!isDone) this.#open.push(announcement.id);
  }

  /** Returns the source of an item's key; it is erased together with the words of old items. */
  find(citizen: string, key: string, content: unknown): InboxRecord['of'] {
    const letter = content as ({ type?: string; id?: string } & Told) | undefined; // as it was sealed
    if (letter?.type === 'message' && letter.id !== undefined) {
      return { type: 'message', id: letter.id };
    }
    const candidates = letter ? (this.#byNews.get(nameOf(letter)) ?? []) : this.#open;
    const id = candidates.find((each) => this.#seal.noticeKey(citizen, each) === key);
    return id === undefined ? undefined : { type: 'notice', id };
  }
}

function nameOf({ news, factCheck, version, case: id }: Told): string {
  return JSON.stringify([news, factCheck, version, id]);
}

/** Returns possible keys of messages in a citizen's state. */
export function possibleKeys(state: unknown): string[] {
  return JSON.stringify(state).match(/(?<![\w-])[\w-]{27}(?![\w-])/g) ?? [];
}

/** Returns the ids of messages among opened items, by key. */
export function messageIds(letters: Iterable<{ key: string; content: unknown }>) {
  const ids: Record<string, string> = {};
  for (const { key, content } of letters) {
    const letter = content as { type?: string; id?: string }; // as it was sealed
    if (letter.type === 'message' && letter.id !== undefined) ids[key] = letter.id;
  }
  return ids;
}
