import { nameKind } from './gazetteer.ts';
import type { MatchIndex } from './match-index.ts';
import { isAsking } from './message-form.ts';
import { NumberSet } from './number-set.ts';
import { isNumeral } from './numeral.ts';
import { FRAME } from './plain-words.ts';
import type { QueryWord } from './read-query.ts';
import features from './retelling-features.json' with { type: 'json' };
import { weighStored } from './weigh.ts';

/** Evidence, whatever the order of the words, that a message tells what a document is about. */
export const RETELLING_FEATURES = Object.keys(features.retelling) as RetellingFeature[];
type RetellingFeature = keyof typeof features.retelling;

/** Measures how documents retell one message; caches what is the same for all of them. */
export class RetellingMeter {
  readonly #library: MatchIndex;
  readonly #terms: readonly Term[];
  /** Terms by the roots in the store that they may be. */
  readonly #byRoot = new Map<number, number>();
  /** Terms by the roots that mean the same as theirs, or the opposite. */
  readonly #bySynonym = new Map<number, number>();
  readonly #byAntonym = new Map<number, number>();
  readonly #neighbours = new Map<number, number>();
  readonly #neighbourWeight: number;
  readonly #total: number;

  constructor(library: MatchIndex, words: readonly QueryWord[]) {
    this.#library = library;
    const telling = words.filter(isClaimWord);
    const terms = new Map<string, Term>();
    const placeOf = new Map<string, number>();
    for (const word of telling) {
      const key = keyOf(library, word);
      if (terms.has(key)) continue;
      placeOf.set(key, terms.size);
      terms.set(key, { ...word, key, isCapital: /^\p{Lu}/u.test(word.written) });
    }
    this.#terms = [...terms.values()];
    this.#total = this.#terms.reduce((sum, { weight }) => sum + weight, 0);
    for (const [at, { roots, key }] of this.#terms.entries()) {
      for (const root of roots) if (!this.#byRoot.has(root)) this.#byRoot.set(root, at);
      this.#relate(at, key);
    }
    let between = 0;
    for (const [at, word] of telling.entries()) {
      const before = telling[at - 1];
      if (!before) continue;
      const pair = [before, word].map((each) => placeOf.get(keyOf(library, each)) ?? 0);
      const weight = Math.min(before.weight, word.weight);
      this.#neighbours.set(pairKey(pair[0] ?? 0, pair[1] ?? 0), weight);
      between += weight;
    }
    this.#neighbourWeight = between;
  }

  /** Returns one row of features, in the order of RETELLING_FEATURES. */
  measure(slot: number): number[] {
    const document = this.#read(slot);
    const lacking = this.#findLacking(document);
    const claim = this.#coverClaim(document, lacking.viaSynonym);
    return [
      lacking.met / Math.max(0.001, this.#total),
      lacking.shared,
      lacking.heaviest,
      Math.log1p(lacking.weight),
      lacking.names,
      lacking.numbers,
      lacking.unknown,
      lacking.capitals,
      lacking.synonyms,
      lacking.antonyms,
      claim.share,
      claim.exact,
      claim.heaviest,
      claim.names,
      claim.numbers,
      claim.narrative,
      document.near / Math.max(0.5, this.#neighbourWeight),
      document.focus / Math.max(0.001, lacking.exact),
      Math.log1p(this.#terms.length),
      Math.log1p(document.length),
    ];
  }

  /** Notes which words of the store mean the same as a term, or the opposite. */
  #relate(at: number, key: string): void {
    const { thesaurus } = this.#library.dictionaries;
    const { vocabulary } = this.#library;
    if (!thesaurus) return;
    for (const word of thesaurus.synonymsOf(key)) {
      const id = vocabulary.find(word);
      if (id === undefined) continue;
      const root = vocabulary.rootOf(id);
      if (!this.#bySynonym.has(root)) this.#bySynonym.set(root, at);
    }
    for (const word of thesaurus.antonymsOf(key)) {
      const id = vocabulary.find(word);
      if (id !== undefined) this.#byAntonym.set(vocabulary.rootOf(id), at);
    }
  }

  #read(slot: number): ReadDocument {
    const { shelf, vocabulary } = this.#library;
    const [from, to] = shelf.fieldRange(slot);
    const roots = new Map<number, number>();
    const fields: ReadField[] = [];
    const near = new Set<number>();
    let [length, focus] = [0, 0];
    for (let at = from; at < to; at++) {
      const kind = shelf.kindOf(at);
      if (kind === 'summary') continue;
      OWN.clear();
      const own: number[] = [];
      const recent: { term: number; place: number }[] = [];
      for (const word of shelf.wordsOf(at)) {
        const root = vocabulary.rootOf(word);
        length += 1;
        if (OWN.add(root)) {
          own.push(root);
          if (!roots.has(root)) roots.set(root, weighStored(this.#library, word));
        }
        const term = this.#byRoot.get(root);
        if (term === undefined) continue;
        while (recent[0] && recent[0].place < length - WINDOW) recent.shift();
        for (const other of recent) near.add(pairKey(other.term, term));
        recent.push({ term, place: length });
      }
      const found = this.#terms.reduce(
        (sum, term) => sum + (term.roots.some((root) => OWN.has(root)) ? term.weight : 0),
        0,
      );
      focus = Math.max(focus, found);
      fields.push({ isClaim: kind !== 'narrative', roots: own });
    }
    let nearWeight = 0;
    for (const pair of near) nearWeight += this.#neighbours.get(pair) ?? 0;
    return { roots, fields, length, focus, near: nearWeight };
  }

  #findLacking({ roots }: ReadDocument) {
    const found = {
      ...{ met: 0, exact: 0, shared: 0, heaviest: 0, weight: 0, names: 0, numbers: 0, unknown: 0 },
      ...{ capitals: 0, synonyms: 0, antonyms: 0, viaSynonym: new Set<number>() },
    };
    const [same, opposite] = [new Map<number, number>(), new Set<number>()];
    for (const root of roots.keys()) {
      const term = this.#bySynonym.get(root);
      if (term !== undefined) same.set(term, root);
      const other = this.#byAntonym.get(root);
      if (other !== undefined) opposite.add(other);
    }
    for (const [at, term] of this.#terms.entries()) {
      const { weight, known, text, isCapital } = term;
      if (term.roots.some((root) => roots.has(root))) {
        found.met += weight;
        found.exact += weight;
        found.shared += known ? weight : weight / 2;
        continue;
      }
      const synonym = same.get(at);
      if (synonym !== undefined) {
        found.met += SYNONYM * weight;
        found.synonyms += weight;
        found.viaSynonym.add(synonym);
        continue;
      }
      if (opposite.has(at)) found.antonyms += weight;
      found.heaviest = Math.max(found.heaviest, weight);
      found.weight += weight;
      if (nameKind(text)) found.names += 1;
      if (isNumeral(text)) found.numbers += 1;
      if (!known) found.unknown += weight;
      if (isCapital) found.capitals += weight;
    }
    return found;
  }

  #coverClaim({ fields, roots }: ReadDocument, viaSynonym: ReadonlySet<number>) {
    const { vocabulary } = this.#library;
    let best = { share: -1, exact: 0, heaviest: 0, names: 0, numbers: 0 };
    let narrative = 0;
    for (const field of fields) {
      const cover = { whole: 0, met: 0, exact: 0, heaviest: 0, names: 0, numbers: 0 };
      for (const root of field.roots) {
        const text = vocabulary.textOf(root);
        if (!vocabulary.isAnchor(root) || FRAME.has(text)) continue;
        const weight = roots.get(root) ?? 0;
        cover.whole += weight;
        if (this.#byRoot.has(root)) {
          cover.met += weight;
          cover.exact += weight;
        } else if (viaSynonym.has(root)) cover.met += SYNONYM * weight;
        else {
          cover.heaviest = Math.max(cover.heaviest, weight);
          if (nameKind(text)) cover.names += 1;
          if (isNumeral(text)) cover.numbers += 1;
        }
      }
      const whole = Math.max(0.001, cover.whole);
      const share = cover.met / whole;
      if (!field.isClaim) narrative = Math.max(narrative, share);
      else if (share >= best.share) best = { ...cover, share, exact: cover.exact / whole };
    }
    return { ...best, share: Math.max(0, best.share), narrative };
  }
}

/** Roots of the current field. */
const OWN = new NumberSet();

interface Term extends QueryWord {
  key: string;
  isCapital: boolean;
}

interface ReadField {
  isClaim: boolean;
  /** Each once, in their order. */
  roots: readonly number[];
}

interface ReadDocument {
  /** Weight of each root in the document. */
  roots: ReadonlyMap<number, number>;
  fields: readonly ReadField[];
  length: number;
  /** Weight of the message's words in the field that has most of them. */
  focus: number;
  /** Weight of the message's neighbours that are near each other. */
  near: number;
}

/** How much a word counts that is said in another one. */
const SYNONYM = 0.6;

/** Neighbours of a message are near in a document if at most this many words apart. */
const WINDOW = 4;

/** Whether a word of a message says what it is about. */
export function isClaimWord({ text, anchor, weightless }: QueryWord): boolean {
  return anchor && !weightless && !FRAME.has(text) && !isAsking(text);
}

/** Returns the root by which a word is the same in other forms. */
function keyOf(library: MatchIndex, { roots: [root], text }: QueryWord): string {
  return root === undefined ? text : library.vocabulary.textOf(root);
}

function pairKey(a: number, b: number): number {
  return a < b ? a * 1024 + b : b * 1024 + a;
}

const MOST_SHOWN = 5;

/** Words of a message, as written, that a document's claim has too and that say most: why it came near. */
export function sharedWords(library: MatchIndex, id: string, words: readonly QueryWord[]) {
  const stored = new Set(library.claimWords(id).map((word) => library.vocabulary.rootOf(word)));
  const shared = words
    .filter((word) => isClaimWord(word) && word.roots.some((root) => stored.has(root)))
    .toSorted((a, b) => b.weight - a.weight);
  return [...new Set(shared.map(({ written }) => written))].slice(0, MOST_SHOWN);
}
