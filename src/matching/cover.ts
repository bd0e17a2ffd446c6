import type { MatchIndex } from './match-index.ts';
import { NumberSet } from './number-set.ts';
import { isNumeral } from './numeral.ts';
import { FRAME } from './plain-words.ts';
import type { QueryWord } from './read-query.ts';
import { weighStored } from './weigh.ts';

/** How many words one field of a document and the message share. */
export interface FieldCover {
  field: number;
  /** Weight of the message's different words found in the field. */
  found: number;
  /** Weight of the most informative word found. */
  rarest: number;
  numbers: number;
  /** Share of the field's own weight that the message has. */
  ofField: number;
}

export interface Cover {
  slot: number;
  /** Share of the message's weight found anywhere in the document. */
  ofQuery: number;
  /** Weight found anywhere in the document. */
  found: number;
  /** Weight of informative words that the store knows but this document lacks. */
  missing: number;
  best: FieldCover;
}

/** Measures how documents cover one message; caches what is the same for all of them. */
export class CoverMeter {
  private readonly library: MatchIndex;
  private readonly terms = new Map<number, number>();
  private readonly weights: number[] = [];
  private readonly weightless: boolean[] = [];
  private readonly numeric: boolean[] = [];
  /** Penalty per missing term; none for unknown words and wrapping. */
  private readonly missable: number[] = [];
  readonly total: number;

  constructor(library: MatchIndex, words: readonly QueryWord[]) {
    this.library = library;
    const seen = new Set<string | number>();
    let total = 0;
    for (const word of words) {
      const key = word.roots[0] ?? word.text;
      if (seen.has(key)) continue;
      seen.add(key);
      const credit = word.known ? word.weight : word.weight * 0.9;
      for (const root of word.roots) {
        if (!this.terms.has(root)) this.terms.set(root, this.weights.length);
      }
      this.weights.push(credit);
      this.weightless.push(word.weightless);
      this.numeric.push(isNumeral(word.text));
      const { text, known, anchor, weightless, weight } = word;
      this.missable.push(known && anchor && !weightless && !FRAME.has(text) ? weight : 0);
      if (!word.weightless) total += word.weight;
    }
    this.total = total;
  }

  measure(slot: number): Cover {
    const [from, to] = this.library.shelf.fieldRange(slot);
    const everywhere: number[] = [];
    EVERYWHERE.clear();
    const fields: FieldCover[] = [];
    for (let field = from; field < to; field++) {
      // The summary states what is true instead; words found only there do not support a match.
      if (this.library.shelf.kindOf(field) === 'summary') continue;
      fields.push(this.coverField(field, everywhere));
    }
    let found = 0;
    let optional = 0;
    let missing = this.missable.reduce((sum, weight) => sum + weight, 0);
    for (const term of everywhere) {
      found += this.weights[term] ?? 0;
      missing -= this.missable[term] ?? 0;
      if (this.weightless[term]) optional += this.weights[term] ?? 0;
    }
    const best = fields.reduce((a, b) => (this.rate(b) > this.rate(a) ? b : a));
    const whole = Math.max(0.001, this.total + optional);
    const ofQuery = Math.min(1, found / whole);
    return { slot, ofQuery, found, missing: Math.max(0, missing), best };
  }

  private rate(cover: FieldCover): number {
    return cover.found / Math.max(0.001, this.total) + cover.ofField / 2;
  }

  /** Adds to `everywhere` the terms that the document had not yet. */
  private coverField(field: number, everywhere: number[]): FieldCover {
    const { vocabulary } = this.library;
    for (const set of [MET, TERMS]) set.clear();
    let [whole, shared, found, rarest, numbers] = [0, 0, 0, 0, 0];
    for (const word of this.library.shelf.wordsOf(field)) {
      const root = vocabulary.rootOf(word);
      if (!MET.add(root)) continue;
      const weight = weighStored(this.library, word);
      whole += weight;
      const term = this.terms.get(root);
      if (term === undefined) continue;
      shared += weight;
      if (EVERYWHERE.add(term)) everywhere.push(term);
      if (!TERMS.add(term)) continue;
      const credit = this.weights[term] ?? 0;
      found += credit;
      rarest = Math.max(rarest, credit);
      if (this.numeric[term]) numbers += 1;
    }
    return { field, found, rarest, numbers, ofField: shared / Math.max(0.001, whole) };
  }
}

/** Roots and terms of the current field, and terms of the document; nothing here is asynchronous, so they serve all messages. */
const [MET, TERMS, EVERYWHERE] = [new NumberSet(), new NumberSet(), new NumberSet()];
