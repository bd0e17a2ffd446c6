import { type Parties, type Script, type Step, scriptOf } from './scripts.ts';

/** The next step of a citizen; `n` counts the citizen's steps from 0. */
export interface Due {
  citizen: string;
  n: number;
  step: Step;
}

interface Phone {
  script: Script;
  /** All who meet about the same news. */
  party: readonly Phone[];
  /** How many steps are done; of what a citizen writes, this is what the post has acknowledged. */
  kept: number;
  /** What stands on the screen, in the order it appeared. */
  shown: string[];
  seen: Set<string>;
}

/** Citizens who go through their scripts, and their screens, which show a reply id once. */
export class Phones {
  readonly #phones = new Map<string, Phone>();
  readonly #kinds: Parties;
  readonly #parties: Phone[][] = [];
  /** Who may have something left to do. */
  readonly #busy = new Set<string>();
  readonly #fetched = new Map<string, number[]>();
  repeatsAbsorbed = 0;

  constructor(kinds: Parties) {
    this.#kinds = kinds;
  }

  /** The next party of citizens; returns their names. */
  open(): string[] {
    const number = this.#parties.length;
    const party: Phone[] = [];
    this.#parties.push(party);
    const kinds = this.#kinds[number % this.#kinds.length] ?? [];
    return kinds.map((kind) => {
      const citizen = `${kind}${this.#phones.size}`;
      const script = scriptOf(citizen, number);
      const phone: Phone = { script, party, kept: 0, shown: [], seen: new Set() };
      party.push(phone);
      this.#busy.add(citizen);
      this.#phones.set(citizen, phone);
      return citizen;
    });
  }

  /** All that can be done now, by whoever. */
  get due(): Due[] {
    for (const citizen of this.#busy) if (this.isDone(citizen)) this.#busy.delete(citizen);
    return [...this.#busy].flatMap((citizen) => this.next(citizen) ?? []);
  }

  /** What comes next for a citizen, if anything is left and they wait for nothing. */
  next(citizen: string): Due | undefined {
    const phone = this.#phones.get(citizen);
    const step = phone?.script.steps[phone.kept];
    if (!phone || !step || step.by === 'nobody') return undefined;
    const { script, kept, party } = phone;
    if (script.waits && heard(phone).length < repliesBefore(script, kept)) return undefined;
    if (!hasReached(party, step.stage ?? 0)) return undefined;
    return { citizen, n: kept, step };
  }

  /** Whether all that a citizen does was acknowledged. */
  isDone(citizen: string): boolean {
    const phone = this.#phones.get(citizen);
    return !phone || phone.kept >= phone.script.steps.length;
  }

  /** Notes that a step was acknowledged; false where that was known. */
  keep({ citizen, n }: Pick<Due, 'citizen' | 'n'>): boolean {
    const phone = this.#phones.get(citizen);
    if (phone?.kept !== n) return false;
    phone.kept += 1;
    passOver(phone);
    return true;
  }

  show(citizen: string, id: string, text: string): void {
    const phone = this.#phones.get(citizen);
    if (!phone) return;
    if (phone.seen.has(id)) this.repeatsAbsorbed += 1;
    else {
      phone.seen.add(id);
      phone.shown.push(text);
      passOver(phone);
    }
  }

  /** Notes that a life of the program, counted from 0, has asked for a file. */
  fetch(file: string, life: number): void {
    this.#fetched.set(file, [...(this.#fetched.get(file) ?? []), life]);
  }

  /** The ticket that a citizen was told. */
  ticketOf(citizen: string): string {
    const texts = this.screenOf(citizen).join();
    return /Nomor pemeriksaan: \*(\w+)\*/.exec(texts)?.[1] ?? '';
  }

  /** What stands on a citizen's screen. */
  screenOf(citizen: string): readonly string[] {
    return this.#phones.get(citizen)?.shown ?? [];
  }

  get citizens(): string[] {
    return [...this.#phones.keys()];
  }

  /** How many steps were acknowledged, of all citizens. */
  get kept(): number {
    return [...this.#phones.values()].reduce((sum, { kept }) => sum + kept, 0);
  }

  /** How many steps all scripts have. */
  get steps(): number {
    return [...this.#phones.values()].reduce((sum, { script }) => sum + script.steps.length, 0);
  }

  /** How many citizens have steps or replies to come. */
  get unfinished(): number {
    return [...this.#phones.values()].filter((phone) => !isOver(phone)).length;
  }

  /** What went wrong, counted over all phones. */
  verdict() {
    const phones = [...this.#phones.values()];
    const sum = (count: (phone: Phone) => number) => phones.reduce((n, each) => n + count(each), 0);
    const surplus = (phone: Phone) => heard(phone).length - repliesOf(phone.script).length;
    return {
      citizens: phones.length,
      messages: this.steps,
      lost: sum((phone) => Math.max(0, -surplus(phone))),
      extra: sum((phone) => Math.max(0, surplus(phone))),
      misordered: sum(misordered),
      afterErasure: sum(({ shown }) => shown.length - lengthUntilErased(shown)),
      fetchedAgain: [...this.#fetched.values()].reduce(
        (n, lives) => n + lives.length - new Set(lives).size,
        0,
      ),
    };
  }

  /** Those whose screen shows something else than their script says. */
  get wronged(): string[] {
    return this.citizens.filter((citizen) => {
      const phone = this.#phones.get(citizen);
      return phone && (!isOver(phone) || misordered(phone) > 0);
    });
  }
}

/** Whether all of a party have done and seen whatever comes before a stage. */
function hasReached(party: readonly Phone[], stage: number): boolean {
  return party.every((phone) => {
    const { script, kept } = phone;
    const before = script.steps.filter((step) => (step.stage ?? 0) < stage).length;
    return kept >= before && heard(phone).length >= repliesBefore(script, before);
  });
}

/** What nobody does is done once it is seen. */
function passOver(phone: Phone): void {
  const { script, shown } = phone;
  while (
    script.steps[phone.kept]?.by === 'nobody' &&
    shown.length > repliesBefore(script, phone.kept)
  )
    phone.kept += 1;
}

function isOver(phone: Phone): boolean {
  const { script, kept } = phone;
  return kept >= script.steps.length && heard(phone).length === repliesOf(script).length;
}

function repliesOf({ steps }: Script): string[] {
  return steps.flatMap(({ shows }) => shows ?? []);
}

function repliesBefore({ steps }: Script, n: number): number {
  return repliesOf({ steps: steps.slice(0, n), waits: true }).length;
}

/** The screen without the replies that may be there or not. */
function heard({ script: { mayShow = [] }, shown }: Phone): readonly string[] {
  return mayShow.reduce<readonly string[]>((left, part) => {
    const at = left.findIndex((text) => text.includes(part));
    return at < 0 || at >= lengthUntilErased(left) ? left : left.toSpliced(at, 1);
  }, shown);
}

function misordered(phone: Phone): number {
  const expected = repliesOf(phone.script);
  return heard(phone).filter((text, n) => !text.includes(expected[n] ?? '')).length;
}

/** Once the post says that somebody is erased, it says nothing more to them. */
function lengthUntilErased(shown: readonly string[]): number {
  const at = shown.findIndex((text) => text.includes('Sudah dihapus'));
  return at < 0 ? shown.length : at + 1;
}
