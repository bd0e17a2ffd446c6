import type { Token } from './read-tokens.ts';
import groups from './tag-groups.json' with { type: 'json' };

/** Subject before a word: the writer, family, own things, a relative, nobody, unknown, others. */
export type Subject = 'me' | 'family' | 'own' | 'kin' | 'nobody' | 'unknown' | 'other';

/** Returns the subject of the word at a position; verbs of hearing insert another person. */
export function subjectOf(tokens: readonly Token[], at: number): Subject {
  let strange = 0;
  for (let before = at - 1; before >= Math.max(0, at - FARTHEST); before--) {
    const { tags } = tokens[before] as Token;
    const isClauseEnd = tokens[before + 1]?.starts === true;
    if (isClauseEnd && strange === 0 && !tags.has('self') && !tags.has('own')) return 'nobody';
    if (tags.has('own')) return ownOf(tags);
    if (tags.has('self')) {
      if (!tags.has('possessor')) return 'me';
      continue;
    }
    if (tags.has('light') || PASSED.some((tag) => tags.has(tag))) continue;
    if ((tags.has('other') || tags.has('person')) && isWriter(tokens[before - 1])) return 'me';
    if (tags.has('hears') || tags.has('other') || tags.has('news')) return 'other';
    if (tags.has('kin') || tags.has('child')) return 'kin';
    if (tags.has('person') || tags.has('mob')) return 'other';
    strange += 1;
    if (strange > MOST_STRANGE) return 'other';
  }
  if (strange > 0) return 'unknown';
  return at <= FARTHEST ? 'nobody' : 'other';
}

const FARTHEST = 8;
const MOST_STRANGE = 3;
const PASSED = groups.passed.split(' ');

/** "saya anggota KPPS": what people call themselves. */
function isWriter(token: Token | undefined): boolean {
  return token?.tags.has('self') === true && !token.tags.has('possessor');
}

function ownOf(tags: ReadonlySet<string>): 'family' | 'own' {
  return tags.has('kin') || tags.has('child') || tags.has('mate') ? 'family' : 'own';
}

/** Returns the object of an active verb: the first of the writer, their own or kin nearby. */
export function objectOf(tokens: readonly Token[], at: number): Subject {
  let strange = 0;
  for (const token of tokens.slice(at + 1, at + 6)) {
    if (token.starts) break;
    if (token.tags.has('own')) return ownOf(token.tags);
    if (token.tags.has('self')) return 'me';
    if (token.tags.has('kin') || token.tags.has('child')) return 'kin';
    if (ENDING.some((tag) => token.tags.has(tag))) break;
    strange +=
      token.tags.has('light') || token.tags.has('toward') || token.tags.has('hurt') ? 0 : 1;
    if (strange > 2) break;
  }
  return 'nobody';
}

const ENDING = ['other', 'news', 'hears', 'abstract'];
