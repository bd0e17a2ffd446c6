import type { Entry } from './check-history.ts';
import type { Network, Writing } from './network.ts';

interface Person {
  /** How much of the screen has been looked at. */
  looked: number;
  /** Messages by mark, and when they were written. */
  marks: Map<string, { message: string; at: number }>;
  waiting: Set<string>;
}

const FAREWELLS = ['Sudah dihapus', 'kami tidak akan mengirim kabar lagi'];

/** Citizens on a network, and the history of all that happens to them. */
export class Town {
  readonly history: Entry[] = [];
  /** How long each answered message waited, in milliseconds. */
  readonly waits: { citizen: string; at: number; ms: number }[] = [];
  readonly network: Network;
  readonly #people = new Map<string, Person>();
  readonly #waiting = new Set<string>();

  constructor(network: Network) {
    this.network = network;
  }

  /** Delivers a message until it is acknowledged. */
  async write(writing: Writing): Promise<void> {
    const { citizen, id, mark } = writing;
    const person = this.#person(citizen);
    if (mark !== undefined && !person.marks.has(mark)) {
      person.marks.set(mark, { message: id, at: Date.now() });
      person.waiting.add(id);
      this.#waiting.add(citizen);
    }
    await this.network.write(writing);
    this.history.push({ type: 'accepted', citizen, message: id });
  }

  /** What a citizen has been told so far. */
  heard(citizen: string): string[] {
    return this.network.shown(citizen).map(({ text }) => text);
  }

  /** Whether a message has an answer that speaks of it. */
  isMarked(citizen: string, id: string): boolean {
    return [...this.#person(citizen).marks.values()].some(({ message }) => message === id);
  }

  /** How many citizens wait for an answer. */
  get waiting(): number {
    return this.#waiting.size;
  }

  /** Writes what has newly appeared on the screens into the history. */
  look({ everyone = false } = {}): void {
    for (const citizen of everyone ? [...this.#people.keys()] : [...this.#waiting]) {
      this.#lookAt(citizen, this.#person(citizen));
    }
  }

  #lookAt(citizen: string, person: Person): void {
    const shown = this.network.shown(citizen);
    for (const { id: reply, text } of shown.slice(person.looked)) {
      const [, answered] = [...person.marks].find(([mark]) => text.includes(mark)) ?? [];
      this.history.push({ type: 'shown', citizen, reply, answers: answered?.message });
      if (answered && person.waiting.delete(answered.message)) {
        const { at } = answered;
        this.waits.push({ citizen, at, ms: Date.now() - at });
      }
      if (FAREWELLS.some((words) => text.includes(words)))
        this.history.push({ type: 'left', citizen });
    }
    person.looked = shown.length;
    if (person.waiting.size === 0) this.#waiting.delete(citizen);
  }

  #person(citizen: string): Person {
    const known = this.#people.get(citizen);
    if (known) return known;
    const person = { looked: 0, marks: new Map(), waiting: new Set<string>() };
    this.#people.set(citizen, person);
    return person;
  }
}
