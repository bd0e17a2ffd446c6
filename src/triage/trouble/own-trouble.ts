import { linkPeople } from './link-people.ts';
import { meets, RULES, type Rule, type Term, type Trouble, troubles } from './read-rules.ts';
import { readTokens, type Token } from './read-tokens.ts';
import groups from './tag-groups.json' with { type: 'json' };

/** Finds the writer's own trouble in a message, and its kind; never in a forwarded one. */
export function findOwnTrouble(text: string, isForwarded: boolean): { kind: Trouble } | undefined {
  if (isForwarded) return undefined;
  const sentences = readTokens(text);
  const tokens = sentences.flat();
  if (isOfOthers(tokens)) return undefined;
  linkPeople(sentences);
  const found = kindsMet(RULES, sentences);
  const kind = troubles.find((name) => found.has(name));
  return kind && { kind };
}

/** Returns the kinds whose rules a message meets, with its people linked. */
export function kindsMet<Kind extends string>(
  rules: readonly Rule<Kind>[],
  sentences: readonly Token[][],
): ReadonlySet<Kind> {
  const tokens = sentences.flat();
  const message = { tokens, tags: tagsOf(tokens) };
  const parts = sentences.map((words) => ({ tokens: words, tags: tagsOf(words) }));
  const found = rules.filter(
    (rule) => isPossible(rule, message) && parts.some((part) => fits(rule, part, message)),
  );
  return new Set(found.map(({ kind }) => kind));
}

/** Whether it may be the writer's own story, although no rule knows it: no verdict unasked then. */
export function mayBeOwnStory(text: string, isForwarded: boolean): boolean {
  if (isForwarded || text.includes('?')) return false;
  const sentences = readTokens(text);
  const tokens = sentences.flat();
  if (tokens.length > LONG || isOfOthers(tokens)) return false;
  linkPeople(sentences);
  return sentences.some((sentence) => {
    const tags = tagsOf(sentence);
    const isMine = tags.has('self') || tags.has('own');
    return isMine && !tags.has('check') && groups.plights.some((tag) => tags.has(tag));
  });
}

/** Words, and all their tags. */
interface Part {
  tokens: readonly Token[];
  tags: ReadonlySet<string>;
}

function tagsOf(tokens: readonly Token[]): ReadonlySet<string> {
  return new Set(tokens.flatMap(({ tags }) => [...tags]));
}

/** Chains, stories and happy endings are about others, or no present harm. */
function isOfOthers(tokens: readonly Token[]): boolean {
  const has = (tag: string) => tokens.some(({ tags }) => tags.has(tag));
  if (has('fiction') || has('safe')) return true;
  if (tokens.some((token, at) => isCallToSpread(token, tokens[at - 1]))) return true;
  const selves = tokens.filter(({ tags }) => tags.has('self')).length;
  return tokens.length > LONG && selves < tokens.length / SELVES_PER;
}

/** A longer text is a citizen's own only if it says "I" now and then. */
const LONG = 60;
const SELVES_PER = 25;

function isCallToSpread({ tags, starts }: Token, before: Token | undefined): boolean {
  return tags.has('chain') && (starts || before === undefined || before.tags.has('please'));
}

/** Whether the required tags are, and the excluded ones are not, in the message. */
function isPossible(rule: Rule<string>, { tokens, tags }: Part): boolean {
  const has = (term: Term) => meets(term, tags) && tokens.some((token) => meets(term, token.tags));
  if (rule.needsSelf && !tags.has('self') && !tags.has('own')) return false;
  if (rule.not && has(rule.not)) return false;
  if (rule.alone !== undefined && !isBrief(tokens, rule.alone)) return false;
  return rule.and.every(has) && rule.has.every(has);
}

function isBrief(tokens: readonly Token[], most: number): boolean {
  return tokens.length <= most && tokens.every(({ tags }) => tags.size > 0);
}

function fits(rule: Rule<string>, { tokens, tags }: Part, message: Part): boolean {
  const [first, ...rest] = rule.has;
  if (!first || (tags.has('check') && !rule.mayBeChecked)) return false;
  if (!rule.has.every((term) => meets(term, tags))) return false;
  // "Kalau saya diancam, lapor ke mana?" is a question of people who are threatened.
  const isAsked = message.tags.has('asks') && message.tags.has('self');
  const mayBeSupposed = rule.mayBeSupposed || isAsked;
  return tokens.some((token, at) => {
    if (!meets(first, token.tags)) return false;
    const places = placesOf(rule, rest, tokens, at);
    if (!places) return false;
    const met = [token, ...places.flatMap((place) => tokens[place] ?? [])];
    if (!rule.mayBeDenied && met.some((word) => word.tags.has('denied'))) return false;
    if (!mayBeSupposed && met.some((word) => word.tags.has('supposed'))) return false;
    return !tags.has('rumour') || met.some((word) => OF_MINE.some((tag) => word.tags.has(tag)));
  });
}

/** A report about oneself is no rumour. */
const OF_MINE = ['on-me', 'by-me', 'by-family', 'own', 'self'];

/** Finds the other terms around a position; each word is used once. */
function placesOf(
  rule: Rule<string>,
  terms: readonly Term[],
  tokens: readonly Token[],
  at: number,
): number[] | undefined {
  const places: number[] = [];
  for (const term of terms) {
    const from = rule.isOrdered ? Math.max(at, ...places) + 1 : Math.max(0, at - rule.within);
    const to = Math.min(tokens.length, at + rule.within + 1);
    const found = tokens.slice(from, to).findIndex(({ tags }, n) => {
      const place = from + n;
      return place !== at && !places.includes(place) && meets(term, tags);
    });
    if (found < 0) return undefined;
    places.push(from + found);
  }
  return places;
}
