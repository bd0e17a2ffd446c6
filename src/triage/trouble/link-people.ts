import type { Token } from './read-tokens.ts';
import groups from './tag-groups.json' with { type: 'json' };

/** Marks the writer's own things and relatives, and acts done to or by them, denied or supposed. */
export function linkPeople(sentences: readonly Token[][]): void {
  for (const tokens of sentences) {
    for (const at of tokens.keys()) markOwn(tokens, at);
    tokens.forEach((_, at) => {
      markDenied(tokens, at);
      markSupposed(tokens, at);
    });
    tokens.forEach(({ tags }, at) => {
      if (isDeed(tags)) markDeed(tokens, at);
      else if (groups.subjected.some((tag) => tags.has(tag))) {
        tags.add(`by-${subjectOf(tokens, at)}`);
      }
    });
  }
}

function isDeed(tags: ReadonlySet<string>): boolean {
  return tags.has('hurt') || tags.has('harm') || tags.has('threaten') || tags.has('sexual');
}

/** "rumah saya", "anak perempuan saya", "my house": the thing and its possessive. */
function markOwn(tokens: readonly Token[], at: number): void {
  const { tags } = tokens[at] as Token;
  if (!groups.owned.some((tag) => tags.has(tag)) || (tags.has('his') && !tags.has('mine'))) return;
  const before = tokens.slice(Math.max(0, at - MOST_BETWEEN - 1), at);
  const isMine = tags.has('mine') || tokens[at + 1]?.text === 'ku';
  const owner = isMine ? undefined : before.findLast(({ text }) => MY.has(text));
  owner?.tags.add('possessor');
  if (isMine || owner || isOwnedAfter(tokens, at)) tags.add('own');
}

/** Whether a possessive follows a thing within a few words of the same noun phrase; marks it as such. */
function isOwnedAfter(tokens: readonly Token[], at: number): boolean {
  let strange = 0;
  for (const [n, { text, tags, starts }] of tokens.slice(at + 1, at + 1 + MOST_BETWEEN).entries()) {
    if (starts) return false;
    if (tags.has('self')) {
      if (tokens[at + n]?.text === 'dan') return false; // "kehilangan rumah dan saya …" goes on with the writer
      tags.add('possessor');
      return true;
    }
    const isNoun = groups.owned.some((tag) => tags.has(tag)) && !tags.has('his');
    if (isNoun && tags.has('mine')) return true;
    if (isNoun || groups.qualities.includes(text)) continue;
    strange += 1;
    if (strange > 1 || tags.size > 0) return false;
  }
  return false;
}

const MY = new Set(['my', 'our']);
const MOST_BETWEEN = 3;
function markDenied(tokens: readonly Token[], at: number): void {
  const token = tokens[at] as Token;
  for (let before = at - 1; before >= Math.max(0, at - 4); before--) {
    const { tags, text } = tokens[before] as Token;
    if (tokens[before + 1]?.starts) return;
    if (tags.has('neg') || tags.has('dont')) {
      if (tokens[before - 1]?.tags.has('if')) return;
      token.tags.add('denied');
      return;
    }
    if (!groups.betweenDenial.includes(text) && !tags.has('self')) return;
  }
}

/** "Kalau saya diancam …": supposed, unless it is a threat ("kalau tidak bayar, mau dibunuh"). */
function markSupposed(tokens: readonly Token[], at: number): void {
  const token = tokens[at] as Token;
  for (let before = at - 1; before >= Math.max(0, at - 6); before--) {
    const { tags } = tokens[before] as Token;
    if (tags.has('if')) {
      token.tags.add('supposed');
      return;
    }
    if (tokens[before + 1]?.starts) return;
    if (tags.has('habit')) return;
    const isThin =
      groups.supposing.some((tag) => tags.has(tag)) && !tags.has('neg') && !tags.has('want');
    if (!isThin) return;
  }
}

function markDeed(tokens: readonly Token[], at: number): void {
  const { tags, text } = tokens[at] as Token;
  if (text === 'pukul' && /^\d/.test(tokens[at + 1]?.text ?? '')) return; // the hour
  if (tags.has('eng') && !tokens.some((token) => token.tags.has('engself'))) return;
  const subject = subjectOf(tokens, at);
  if (tags.has('noun')) {
    if (isHadByMe(tokens, at, subject)) tags.add('on-me');
    return;
  }
  const object = objectOf(tokens, at);
  const isPassive = tags.has('passive') || /^(?:kena|kna)$/.test(tokens[at - 1]?.text ?? '');
  if (isPassive) {
    if (subject === 'me' || subject === 'own' || subject === 'family') tags.add('on-me');
    if (subject === 'kin') tags.add('on-kin');
    if (subject === 'nobody') tags.add('implied');
    if (object === 'me' && !tags.has('eng')) tags.add('on-me');
    if (object === 'family' || object === 'kin') tags.add('by-kin');
  }
  if (tags.has('active')) {
    const isMine = subject === 'me' && !tags.has('passive');
    if (object === 'me' || ((object === 'own' || object === 'family') && !isMine))
      tags.add('on-me');
    if (object === 'kin' && !isMine) tags.add('on-kin');
    if (/ku$/.test(text) && !isMine) tags.add('on-me');
    if (subject === 'family' || subject === 'kin') tags.add('by-kin');
    if (subject === 'family' && object === 'nobody' && !isMine) tags.add('by-partner');
  }
}

/** "saya dapat ancaman", "ancaman ke saya". */
function isHadByMe(tokens: readonly Token[], at: number, subject: Subject): boolean {
  const had = tokens.slice(Math.max(0, at - 3), at).some(({ tags }) => tags.has('get'));
  if (had && HAVING.has(subject)) return true;
  return tokens
    .slice(at + 1, at + 4)
    .some(({ tags }, n, rest) => tags.has('toward') && isMe(rest[n + 1]));
}

const HAVING: ReadonlySet<Subject> = new Set(['me', 'own', 'family', 'nobody']);

function isMe(token: Token | undefined): boolean {
  return token !== undefined && (token.tags.has('self') || token.tags.has('own'));
}

/** Subject before a word: the writer, family, own things, a relative, nobody, unknown, others. */
type Subject = 'me' | 'family' | 'own' | 'kin' | 'nobody' | 'unknown' | 'other';

/** Returns the subject of the word at a position; verbs of hearing insert another person. */
function subjectOf(tokens: readonly Token[], at: number): Subject {
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
    if (tags.has('light') || groups.passed.some((tag) => tags.has(tag))) continue;
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
/** "saya anggota KPPS": what people call themselves. */
function isWriter(token: Token | undefined): boolean {
  return token?.tags.has('self') === true && !token.tags.has('possessor');
}

function ownOf(tags: ReadonlySet<string>): 'family' | 'own' {
  return tags.has('kin') || tags.has('child') || tags.has('mate') ? 'family' : 'own';
}

/** Returns the object of an active verb: the first of the writer, their own or kin nearby. */
function objectOf(tokens: readonly Token[], at: number): Subject {
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
