import type { Case, Tip } from '../../domain/cases/case.ts';
import type { Topic } from '../../domain/cases/topic-words.ts';
import { topicsIn, topicsOf } from '../../domain/cases/topics.ts';
import type { FactCheck } from '../../domain/fact-checks/fact-check.ts';
import type { Evidence } from '../../domain/messages/evidence.ts';
import { electionsIn } from '../../domain/voters/election.ts';
import type { FactCheckDeps } from './fact-check-deps.ts';

/** What a change is about: a case, fact-checks as they are and as they would be, and words typed for it. */
export interface About {
  case?: Case | undefined;
  said?: readonly Said[];
  texts?: readonly (string | undefined)[];
}

/** What a fact-check says and is found by. */
type Said = Pick<FactCheck, 'title'> & Partial<FactCheck>;
type Asking = Pick<FactCheckDeps, 'settings' | 'clock'> & {
  store: {
    cases: Pick<FactCheckDeps['store']['cases'], 'tipsOf'>;
    media: Pick<FactCheckDeps['store']['media'], 'evidenceOf'>;
  };
};

/** Whether this needs a second review before citizens are told. */
export async function needsTwo(asking: Asking, about: About): Promise<boolean> {
  if (asking.settings.secondPerson.length === 0) return false;
  const tips = about.case ? await asking.store.cases.tipsOf(about.case.id) : [];
  const files = await readFiles(asking, tips);
  const words = [...textsOf(about), ...files.texts];
  const ofCase = about.case ? topicsOf(about.case, tips) : [];
  const regions = tips.flatMap(({ region }) => region ?? []);
  const found = [...ofCase, ...topicsIn(words)];
  return isForTwo(asking, { topics: found, isUnread: files.isUnread, regions });
}

/** Which of many fact-checks, such as those of an import, need a second person; by their words alone. */
export function needTwo(
  asking: Pick<FactCheckDeps, 'settings' | 'clock'>,
  factChecks: readonly Said[],
): boolean {
  const found = topicsIn(textsOf({ said: factChecks }));
  return isForTwo(asking, { topics: found, isUnread: false, regions: [] });
}

function isForTwo(
  { settings, clock }: Pick<FactCheckDeps, 'settings' | 'clock'>,
  { topics, isUnread, regions }: { topics: readonly Topic[]; isUnread: boolean; regions: string[] },
): boolean {
  const { secondPerson, elections } = settings;
  if (topics.some((topic) => secondPerson.includes(topic))) return true;
  const isUntold = topics.length === 0 || isUnread;
  if (!isUntold || !secondPerson.includes('election')) return false;
  return electionsIn('tense', elections, { now: clock.now(), regions }).length > 0;
}

/** Maximum length of an explanation for citizens, with a margin. */
const TOLD = 600;

function textsOf({ said: factChecks = [], texts = [] }: About): string[] {
  const words = factChecks.flatMap(
    ({ title, claim, summary, explanation, topic, narratives = [] }) => [
      title,
      claim,
      summary,
      explanation?.slice(0, TOLD),
      topic,
      ...narratives,
    ],
  );
  return [...words, ...texts].filter((text) => text !== undefined);
}

/** More files of a case are not looked at; one that is not counts as unread. */
const MOST_FILES = 50;

async function readFiles({ store }: Asking, tips: readonly Tip[]) {
  const hashes = [...new Set(tips.flatMap(({ media }) => media.map(({ sha256 }) => sha256)))];
  const looked = hashes.slice(0, MOST_FILES);
  const known = await Promise.all(looked.map((sha256) => store.media.evidenceOf(sha256)));
  return {
    texts: known.flatMap((evidence) => evidence?.texts.map(({ text }) => text) ?? []),
    isUnread: looked.length < hashes.length || known.some(isUnread),
  };
}

/** Whether a file may say what nobody has read; a picture without words has been looked at. */
function isUnread(evidence: Evidence | undefined): boolean {
  if (!evidence) return true;
  const isSilent = evidence.texts.length === 0;
  if (evidence.problem !== undefined && evidence.problem !== 'no-words') return isSilent;
  return isSilent && evidence.kind !== 'picture';
}
