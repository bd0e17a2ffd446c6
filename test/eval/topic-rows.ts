import type { MatchDocument } from '../../src/matching/match.ts';
import { guessTopic, topics } from './guess-topic.ts';
import { type Outcome, type Row, scoreRows } from './score-rows.ts';

/** The rows of forwards, headlines and tampered headlines, topic by topic. */
export function scoreTopics(
  outcomes: readonly Outcome[],
  documents: readonly MatchDocument[],
): Row[] {
  const topicOf = new Map(documents.map((document) => [document.id, guessTopic(document)]));
  return topics.flatMap((topic) => {
    const some = outcomes.filter(({ query }) => topicOf.get(query.factCheck ?? '') === topic);
    return scoreRows(some)
      .filter(({ name, count }) => SHOWN.has(name) && count > 0)
      .map((row) => ({ ...row, name: `${topic}: ${row.name}` }));
  });
}

const SHOWN = new Set([
  'forward answered right',
  'forward precision of answers',
  'headline same answered',
  'headline look-alike answered',
  'tampered answered',
]);
