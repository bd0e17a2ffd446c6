import type { PublishedFactCheck } from '../../domain/fact-checks/published-fact-check.ts';
import { defang } from '../../domain/text/links.ts';
import { changesSince } from '../fact-checks/all-fact-checks.ts';
import type { FactCheckDeps } from '../fact-checks/fact-check-deps.ts';
import { type OldVersion, versionsOf } from '../fact-checks/fact-check-versions.ts';
import { type PublicView, pathOf, publicView } from '../fact-checks/public-view.ts';
import type { StatsDeps } from '../stats/monthly-counters.ts';

/** What a fact-check said, as anyone may read it. */
export type Saying = Pick<PublicView, 'verdict' | 'title' | 'why'>;

/** A verdict of the post's own that was put right or withdrawn; `after` is missing where it was withdrawn. */
export interface Correction {
  factCheck: string;
  /** The version that came of it; together with the fact-check it names the correction. */
  version: number;
  at: number;
  path: string;
  before: Saying;
  after?: Saying;
  why: string | undefined;
}

type Reading = Pick<TransparencyDeps, 'script' | 'settings'> & {
  store: Pick<TransparencyDeps['store'], 'factChecks' | 'cases'>;
};

/** Every correction and withdrawal of the post's own verdicts, in step with the store, the latest first. */
export class CorrectionLog {
  readonly #deps: Reading;
  readonly #changed = new Map<string, PublishedFactCheck>();
  #change = 0;
  #known: Promise<readonly Correction[]> | undefined;

  constructor(deps: Reading) {
    this.#deps = deps;
  }

  /** The same list as long as nothing has changed. */
  async all(): Promise<readonly Correction[]> {
    if (await this.#follow()) this.#known = undefined;
    this.#known ??= this.#read().catch((error) => {
      this.#known = undefined;
      throw error;
    });
    return this.#known;
  }

  /** Takes in what is new; tells whether any of it belongs here. */
  async #follow(): Promise<boolean> {
    const { store, settings } = this.#deps;
    let isNews = false;
    for await (const page of changesSince(store.factChecks, this.#change)) {
      for (const factCheck of page.factChecks) {
        const { org, version, retracted } = factCheck;
        const isChanged = version > 1 || retracted !== undefined;
        if (org !== settings.post || !isChanged) continue;
        if (publicView(this.#deps, factCheck).isSample) continue;
        this.#changed.set(factCheck.id, factCheck);
        isNews = true;
      }
      this.#change = page.change;
    }
    return isNews;
  }

  async #read(): Promise<readonly Correction[]> {
    const all = await Array.fromAsync(this.#changed.values(), async (factCheck) =>
      correctionsOf(this.#deps, factCheck, await versionsOf(this.#deps, factCheck.id)),
    );
    return all.flat().sort((a, b) => b.at - a.at);
  }
}

/** Result of one fact-check, from its versions, the latest first; where only a title changed, that is none. */
function correctionsOf(
  deps: Reading,
  factCheck: PublishedFactCheck,
  versions: readonly OldVersion[],
): Correction[] {
  const { id, version, changedAt, retracted } = factCheck;
  const path = pathOf(publicView(deps, factCheck));
  const saying = (of: Partial<OldVersion>): Saying => {
    const { verdict, title, why } = publicView(deps, { ...factCheck, ...of });
    return { verdict, title, why };
  };
  const corrected = versions.flatMap((old, at): Correction[] => {
    const next = versions[at - 1] ?? factCheck;
    if (old.verdict === next.verdict && old.summary === next.summary) return [];
    const [before, after] = [saying(old), saying(versions[at - 1] ?? {})];
    const why = old.why && defang(old.why);
    return [{ factCheck: id, version: old.version + 1, at: old.at, path, before, after, why }];
  });
  if (retracted === undefined) return corrected;
  const why = publicView(deps, factCheck).withdrawn;
  return [{ factCheck: id, version, at: changedAt, path, before: saying({}), why }, ...corrected];
}

/** What publishes the monthly report and corrections. */
export interface TransparencyDeps extends FactCheckDeps, StatsDeps {}
