import { GrowingArray } from './growing-array.ts';
import { isNumeral } from './numeral.ts';
import type { SnapshotReader, SnapshotWriter } from './snapshot.ts';
import { isSlip, Spelling } from './spelling.ts';
import { stem } from './stem.ts';
import { isAnchor, tellingness } from './tellingness.ts';

/** Words of all documents, each with its number and the number of its root. */
export class Vocabulary {
  private texts: string[] = [];
  private readonly ids = new Map<string, number>();
  private roots = new GrowingArray(1024);
  /** Per word: informativeness in hundredths, plus ANCHOR if it is an anchor. */
  private traits = new GrowingArray(1024);
  private spelling = new Spelling();

  static open(reader: SnapshotReader): Vocabulary {
    const vocabulary = new Vocabulary();
    vocabulary.texts = reader.strings();
    vocabulary.roots = GrowingArray.from(reader.numbers());
    vocabulary.traits = GrowingArray.from(reader.numbers());
    vocabulary.spelling = Spelling.open(reader);
    for (const [id, text] of vocabulary.texts.entries()) vocabulary.ids.set(text, id);
    return vocabulary;
  }

  save(writer: SnapshotWriter): void {
    writer.strings(this.texts);
    writer.numbers(this.roots.used);
    writer.numbers(this.traits.used);
    this.spelling.save(writer);
  }

  /** Returns the number of a word, adding it if it is new. */
  admit(word: string): number {
    const known = this.ids.get(word);
    if (known !== undefined) return known;
    const id = this.enter(word);
    const root = isNumeral(word) ? word : stem(word);
    if (root !== word) {
      const rootId = this.ids.get(root) ?? this.enter(root);
      this.roots.values[id] = rootId;
    }
    return id;
  }

  find(word: string): number | undefined {
    return this.ids.get(word);
  }

  textOf(id: number): string {
    return this.texts[id] ?? '';
  }

  rootOf(id: number): number {
    return this.roots.at(id);
  }

  tellingOf(id: number): number {
    return (this.traits.at(id) % ANCHOR) / 100;
  }

  isAnchor(id: number): boolean {
    return this.traits.at(id) >= ANCHOR;
  }

  /** Returns known words one typo away from an unknown one, same first letter first. */
  similar(word: string): number[] {
    const near = [...this.spelling.suggest(word)].filter((id) => isSlip(word, this.textOf(id)));
    const strange = (id: number) => (this.textOf(id)[0] === word[0] ? 0 : 1);
    return near
      .sort((a, b) => strange(a) - strange(b) || (this.textOf(a) < this.textOf(b) ? -1 : 1))
      .slice(0, MOST_SIMILAR);
  }

  private enter(word: string): number {
    const id = this.texts.length;
    this.texts.push(word);
    this.ids.set(word, id);
    this.roots.push(id);
    this.traits.push(Math.round(tellingness(word) * 100) + (isAnchor(word) ? ANCHOR : 0));
    if (!isNumeral(word)) this.spelling.add(word, id);
    return id;
  }
}

const MOST_SIMILAR = 4;
const ANCHOR = 1000;
