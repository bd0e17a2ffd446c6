import type { Case, Tip } from '../../domain/cases/case.ts';
import { isExercise } from '../../domain/cases/exercise.ts';
import type { FilePrints } from '../../matching/file-prints.ts';
import { LEAST_ALIKE } from '../../matching/judge.ts';
import type { Match } from '../../matching/match.ts';
import { createMatcher, type Matcher } from '../../matching/matcher.ts';
import { normalise, saysSomething } from '../../matching/normalise.ts';
import { CaseFiles, type EvidenceKeeper } from '../../ports/case-files.ts';
import { oneAtATime } from '../../ports/concurrency-limit.ts';
import type { CaseStore } from '../../ports/store.ts';
import { wordingsOf } from '../fact-checks/claim-of.ts';
import { MOST_OPEN } from './open-queue.ts';
import { SimilarPairs } from './similar-pairs.ts';

/** Finds the open case that asks the same question as a new tip. */
export class OpenCases {
  readonly #store: CaseReader;
  readonly #matcher: Matcher = createMatcher();
  readonly #claims: Matcher = createMatcher();
  readonly #wordings = new Map<string, string[]>();
  readonly #files: CaseFiles;
  readonly #pairs = new SimilarPairs((id) => this.#lookingLike(id));
  #seen: number | undefined;

  constructor(store: CaseReader, media?: EvidenceKeeper) {
    this.#store = store;
    this.#files = new CaseFiles(media);
  }

  /** Loads the cases that wait for a decision, with the wordings of their tips. */
  async load(): Promise<void> {
    this.#seen = await this.#store.lastChange();
    const open = await this.#store.list('open', MOST_OPEN);
    for (let at = 0; at < open.length; at += PAGE) {
      const some = open.slice(at, at + PAGE);
      const tips = await this.#store.tipsOfAll(some.map(({ id }) => id));
      for (const found of some) await this.#learn(found, tips.get(found.id) ?? []);
    }
  }

  /** The last change of the cases that has been taken in. */
  seen = (): number | undefined => this.#seen;

  /** Takes in what any process has changed in the store since the last time. */
  follow(): Promise<void> {
    return this.#seen === undefined ? this.load() : this.#follow();
  }

  readonly #follow = oneAtATime(async () => {
    for (;;) {
      const { cases, change } = await this.#store.since(this.#seen ?? 0, PAGE);
      for (const found of cases) await this.#relearn(found);
      this.#seen = change;
      if (cases.length < PAGE) return;
    }
  });

  async #relearn(found: Case): Promise<void> {
    const tips = found.status === 'open' ? await this.#store.tipsOf(found.id) : [];
    this.#forget(found.id);
    if (tips.length === 0) return;
    await this.#learn(found, tips);
    this.#pairs.note(found.id);
  }

  async #learn({ id, claim, ticket }: Case, tips: readonly Tip[]): Promise<void> {
    if (isExercise(ticket)) return; // what is real joins nothing that is not
    const wordings = [claim];
    for (const tip of tips) for (const text of wordingsOf(tip)) learnWording(wordings, text);
    this.#set(id, wordings);
    for (const tip of tips) await this.#files.learn(tip);
  }

  /** Whether a tip brings a case anything more that it can be found by. */
  isNews(tip: Tip): boolean {
    if (tip.media.length > 0 && this.#files.hasRoom(tip.case)) return true;
    const wordings = this.#wordings.get(tip.case) ?? [];
    return wordingsOf(tip).some((text) => learnWording([...wordings], text));
  }

  #forget(id: string): readonly FilePrints[] {
    for (const each of [this.#matcher, this.#claims]) each.remove(id);
    this.#wordings.delete(id);
    this.#pairs.forget(id);
    return this.#files.forget(id);
  }

  /** Makes a new case findable. */
  put({ id, claim, ticket }: Case): void {
    if (isExercise(ticket)) return;
    this.#set(id, [claim]);
    this.#pairs.note(id);
  }

  /** Makes a case findable by the words of one more tip, so that the next form meets a nearer one. */
  addWording(id: string, text: string): void {
    const wordings = this.#wordings.get(id);
    if (wordings && learnWording(wordings, text)) this.#index(id, wordings);
  }

  /** The open case with the same claim: by words or, where words do not disagree, by the same file. */
  async find(text: string, files: readonly FilePrints[] = []): Promise<Case | undefined> {
    return (await this.#findByWords(text)) ?? this.#findByFile(text, files);
  }

  /** Exact wording first, then only a sure match. */
  async #findByWords(text: string): Promise<Case | undefined> {
    if (text === '') return undefined;
    const exact = await this.#store.openByClaim(claimKey(text));
    if (exact && !isExercise(exact.ticket)) return exact;
    const { tier, matches } = this.#matcher.match({ text, isWhole: true });
    if (tier === 'none') return undefined;
    const [best, ...others] = matches.slice(0, MOST_LOOKED_AT);
    const isSure = tier === 'answer' || (best && this.#isLikely(text, best));
    const id = (isSure ? best : others.find((other) => this.#isLikely(text, other)))?.id;
    return id !== undefined && this.#isOfClaim(text, id) ? this.#openCase(id) : undefined;
  }

  /** Whether a text comes near what its case was opened with, not only what later tips have said besides. */
  #isOfClaim(text: string, id: string): boolean {
    const claim = this.#wordings.get(id)?.find(saysSomething);
    if (claim === undefined) return true;
    const near = find(this.#claims, text, id);
    return (near?.score ?? 0) >= LEAST_OF_CLAIM || this.#isSaidIn(text, [claim]);
  }

  /** A case with the same file, unless both say something and not the same. */
  async #findByFile(text: string, files: readonly FilePrints[]): Promise<Case | undefined> {
    for (const id of this.#files.find(files)) {
      const said = this.#wordings.get(id)?.some(saysSomething);
      if (said && saysSomething(text) && !this.#isNear(text, id)) continue;
      const found = await this.#openCase(id);
      if (found) return found;
    }
    return undefined;
  }

  #isNear(text: string, id: string): boolean {
    const match = find(this.#matcher, text, id);
    const isNear = (match?.score ?? 0) >= LEAST_NEAR && match?.differences.length === 0;
    return isNear && this.#isOfClaim(text, id);
  }

  /** Open cases that may ask the same as this one, best first, for a reviewer to merge. */
  near({ id, claim }: Pick<Case, 'id' | 'claim'>): Match[] {
    const { matches } = this.#matcher.match({ text: claim, isWhole: true, explains: true });
    return matches.filter((match) => match.id !== id && match.score >= LEAST_NEAR).slice(0, 3);
  }

  /** Compares these cases with all others, many at a time where few are open; returns what looks like a case by then. */
  alike(ids: readonly string[]): (id: string) => ReadonlySet<string> {
    this.#pairs.compare(ids, Math.ceil(MOST_COMPARED / Math.max(1, this.#wordings.size)));
    return (id) => this.#pairs.of(id);
  }

  /** Cases with more likely the same claim than another, and nothing that contradicts it; nothing for one without words. */
  #lookingLike(id: string): string[] | undefined {
    const [text = ''] = this.#wordings.get(id) ?? [];
    if (!saysSomething(text)) return undefined;
    const { matches } = this.#claims.match({ text, isWhole: true });
    const like = matches.filter((match) => match.score >= LEAST_ALIKE && !isContradicted(match));
    return like.flatMap((match) => (match.id === id ? [] : match.id));
  }

  /** The case, or the one it was merged into, as far as it is open; its words follow it there. */
  async #openCase(id: string): Promise<Case | undefined> {
    const found = await this.#store.get(id);
    if (found?.status === 'open') return found;
    const wordings = this.#wordings.get(id) ?? [];
    const prints = this.#forget(id);
    if (found?.mergedInto === undefined) return undefined;
    const into = await this.#openCase(found.mergedInto);
    if (into && !this.#wordings.has(into.id)) this.put(into);
    for (const wording of into ? wordings : []) this.addWording(into?.id ?? '', wording);
    if (into) this.#files.add(into.id, prints);
    return into;
  }

  /** Whether nothing in the words disagrees and one of the two likely says what the other says. */
  #isLikely(text: string, match: Match): boolean {
    if (match.differences.length === 0 && match.score >= LIKELY) return true;
    return !isContradicted(match) && this.#isSaidIn(text, this.#wordings.get(match.id) ?? []);
  }

  /** Whether a case is a shorter form of the tip: seen from the case, the tip says all of it. */
  #isSaidIn(text: string, wordings: readonly string[]): boolean {
    this.#index(TIP, [text]);
    const isSaid = wordings.some((wording) => {
      const tip = find(this.#matcher, wording, TIP);
      return tip !== undefined && tip.score >= LIKELY && tip.differences.length === 0;
    });
    this.#matcher.remove(TIP);
    return isSaid;
  }

  #set(id: string, wordings: string[]): void {
    this.#wordings.set(id, wordings);
    this.#index(id, wordings);
  }

  #index(id: string, wordings: readonly string[]): void {
    const [first = ''] = wordings;
    const title = first.slice(0, 600);
    this.#matcher.put({ id, title, narratives: [...wordings] });
    if (id !== TIP)
      this.#claims.put({ id, title, narratives: wordings.filter(saysSomething).slice(0, 1) });
  }
}

const MOST_LOOKED_AT = 3;
// Less than for an answer, as a reviewer can split a case. See test/eval/cluster.ts.
const LIKELY = 0.6;
// Below this hardly one in twenty is of the same claim.
const LEAST_NEAR = 0.1;
const LEAST_OF_CLAIM = 0.05;
/** Pairs of cases that one look at the queue compares: some 20 ms of work. */
const MOST_COMPARED = 50_000;
// No case has this id.
const TIP = '';

function isContradicted({ differences }: Match): boolean {
  return differences.some(({ factCheck }) => factCheck.length > 0);
}

function find(matcher: Matcher, text: string, id: string): Match | undefined {
  return matcher.match({ text, isWhole: true }).matches.find((match) => match.id === id);
}

type CaseReader = Pick<
  CaseStore,
  'list' | 'tipsOf' | 'tipsOfAll' | 'get' | 'openByClaim' | 'since' | 'lastChange'
>;

/** What two forwards of the very same words have in common. */
export function claimKey(text: string): string {
  return normalise(text).slice(0, 400);
}

/** Changed cases that are read at a time. */
const PAGE = 250;

/** After so many wordings the next one seldom brings a case anything new to be found by. */
const MOST_WORDINGS = 8;

/** Adds a wording if it is new; returns whether it did. */
export function learnWording(wordings: string[], text: string): boolean {
  if (wordings.length >= MOST_WORDINGS || text === '') return false;
  const key = normalise(text);
  if (wordings.some((wording) => normalise(wording) === key)) return false;
  wordings.push(text);
  return true;
}
