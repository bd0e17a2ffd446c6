import { z } from 'zod';
import { wordsOf } from '../i18n/fold.ts';
import { isNegation } from '../i18n/negation.ts';
import { setsOf } from '../matching/plain-words.ts';
import { createConcepts } from './concepts.ts';
import lists from './intent-words.json' with { type: 'json' };
import { createTextClassifier, type Guess, learn, type TextClass } from './text-classifier.ts';
import { createUnheardWords, endsAsking, isAboutElse, reportsNothing } from './unheard-words.ts';

const examples = z.array(z.coerce.string().min(1)).min(1);

/** A file of examples: what citizens write who mean one thing. */
export const intentSchema = z.strictObject({ intent: z.string(), examples });
export type IntentExamples = z.infer<typeof intentSchema>;

/** A file of examples: what people write who are in one kind of trouble, or in none. */
export const dangerSchema = z.strictObject({ danger: z.string(), examples });
export type DangerExamples = z.infer<typeof dangerSchema>;

/** Concepts, and the words that people have for each. */
export const conceptsSchema = z.record(z.string(), z.string());

/** Everything that Posko learns from. */
export interface Examples {
  concepts: Readonly<Record<string, string>>;
  intents: readonly IntentExamples[];
  dangers: readonly DangerExamples[];
}

/** What a citizen means: one thing for sure, one of a few, or nothing that is known. */
export type Meaning =
  /** It is plain where the words are known and hardly anything else is likely. */
  | { type: 'sure'; intent: string; isPlain?: boolean }
  | { type: 'unsure'; intents: readonly string[] }
  /** Nothing of the citizen's own; what says that something is so may be a claim. */
  | { type: 'none'; isClaim?: boolean };

/** Reads what citizens mean in their own words. */
export interface Understanding {
  /** `favoured` are intents that the conversation makes likelier. */
  meaningOf(text: string, favoured?: ReadonlySet<string>): Meaning;
  /** Whether what answers a question rather says yes, no, or neither; `unheard` telling words are in no such answer. */
  answerOf(text: string): { answer: string; chance: number; unheard: number };
  /** Whether what seems to be a question about an answer states something itself, so that it may be another question. */
  states(text: string, intent: string): boolean;
  /** The likeliest trouble of the writer's own, and how likely it is that they are in any. */
  dangerOf(text: string): { kind: string; chance: number };
}

/** What is no question or wish of the citizen's own: claims, ordinary messages, and sentences of news and stories. */
const BACKGROUND: ReadonlySet<string> = new Set(['claim', 'other', 'text']);
/** What of it says that something is so. */
const CLAIMS: ReadonlySet<string> = new Set(['claim', 'text']);
export const ANSWERS: readonly string[] = ['yes', 'no', 'unsure'];
const NO_DANGER = 'none';

/** From this probability on an intent is acted on. */
const SURE = 0.45;
const PLAIN = 0.75;
const PLAINLY_KNOWN = 0.5;
/** From this one on it is asked about, where nothing else fits. */
const LIKELY = 0.2;
/** A text of which the examples know less is about something else. */
const LEAST_KNOWN = 0.25;

/** Gives back what was made under a name before, or makes it and keeps it; pure code does neither by itself. */
export type Keep = <Made>(name: string, make: () => Made) => Made;

/** What understanding needs besides examples. */
export interface Learning {
  groupOf(intent: string): string | undefined;
  keep: Keep;
}

/** Learns from the examples, each part at its first use: a tenth of a second for a thousand, or less where it was kept. */
export function createUnderstanding(
  { concepts, intents, dangers }: Examples,
  { groupOf, keep }: Learning,
): Understanding {
  const lexicon = once(() => createConcepts(concepts));
  const learnt = (name: string, classes: readonly TextClass[]) =>
    once(() => {
      const learned = keep(name, () => learn(classes, lexicon()));
      return createTextClassifier(learned, lexicon());
    });
  const [answers, meant] = [
    intents.filter(({ intent }) => ANSWERS.includes(intent)),
    intents.filter(({ intent }) => !ANSWERS.includes(intent)),
  ];
  const known = once(
    () =>
      new Map(
        meant.flatMap(({ intent, examples }) => examples.map((text) => [keyOf(text), intent])),
      ),
  );
  const unheardIn = createUnheardWords((name) => examplesOf(intents, name));
  const meanings = learnt('intents', meant.map(toClass));
  const replies = learnt('answers', answers.map(toClass));
  const troubles = learnt('dangers', dangerClasses(meant, dangers));
  return {
    meaningOf(text, favoured = NONE) {
      const same = known().get(keyOf(text));
      if (same !== undefined && !BACKGROUND.has(same) && favoured.size === 0)
        return { type: 'sure', intent: same, isPlain: true };
      const count = wordsOf(text).length;
      if (same === undefined && count === 0) return { type: 'none' };
      const { guesses, known: share } = meanings().classify(text);
      if (count < 2 && guesses[0]?.name === STOP) return { type: 'none' };
      return withoutClaims(text, meaningFrom(favour(guesses, favoured), share, groupOf), unheardIn);
    },
    answerOf(text) {
      const [best] = replies().classify(text).guesses;
      const unheard = unheardIn(text, 'answer');
      return { answer: best?.name ?? 'unsure', chance: best?.chance ?? 0, unheard };
    },
    states: (text, intent) => isAboutElse(text, unheardIn(text, intent), SOME, MANY),
    dangerOf(text) {
      const { guesses } = troubles().classify(text);
      const none = guesses.find(({ name }) => name === NO_DANGER)?.chance ?? 1;
      const kind = guesses.find(({ name }) => name !== NO_DANGER)?.name ?? NO_DANGER;
      return { kind, chance: 1 - none };
    },
  };
}

function examplesOf(intents: readonly IntentExamples[], name: string): string[] {
  return intents.flatMap(({ intent, examples: said }) =>
    (ANSWERS.includes(intent) ? 'answer' : intent) === name ? said : [],
  );
}

/** The intents that flows have to answer. */
export function intentsOf({ intents }: Examples): string[] {
  return intents.flatMap(({ intent }) =>
    BACKGROUND.has(intent) || ANSWERS.includes(intent) ? [] : intent,
  );
}

/** The words of a text, or which faces it shows where it has none. */
function keyOf(text: string): string {
  return wordsOf(text).join(' ') || [...new Set(text.match(FACES))].toSorted().join(' ');
}

const FACES = /\p{Extended_Pictographic}/gu;

function toClass({ intent, examples }: IntentExamples): TextClass {
  return { name: intent, examples };
}

/** What is written for other reasons is no trouble. */
function dangerClasses(intents: readonly IntentExamples[], dangers: readonly DangerExamples[]) {
  const calm = intents
    .filter(({ intent }) => !LISTS.ofTrouble.has(intent))
    .flatMap(({ examples }) => examples);
  return dangers.map(({ danger, examples }) => ({
    name: danger,
    examples: danger === NO_DANGER ? [...examples, ...calm] : examples,
  }));
}

const NONE: ReadonlySet<string> = new Set();
/** How much likelier the conversation makes an intent. */
const FAVOUR = 2;

function favour(guesses: readonly Guess[], favoured: ReadonlySet<string>): Guess[] {
  const weighed = guesses.map(({ name, chance }) =>
    favoured.has(name) ? { name, chance: chance * FAVOUR } : { name, chance },
  );
  const total = weighed.reduce((sum, { chance }) => sum + chance, 0);
  return weighed
    .map(({ name, chance }) => ({ name, chance: chance / total }))
    .sort((a, b) => b.chance - a.chance);
}

/** Done at once and without a question, so it has to be as good as certain: "cukup" may mean that the questions are enough. */
const STOP = 'stop';
const SURE_OF_STOP = 0.85;

const { denied, ...groups } = lists;
const LISTS = setsOf(groups);
/** What "jangan berhenti" and "jangan hapus" keep from being done. */
const DENIED: Readonly<Record<string, ReadonlySet<string>>> = setsOf(denied);

/** Whether the very thing that an intent does is denied. */
function isDenied(text: string, intent: string): boolean {
  const words = wordsOf(text);
  const verb = words.findIndex((word) => DENIED[intent]?.has(word));
  return verb > 0 && words.slice(Math.max(0, verb - 2), verb).some(isNegation);
}

type UnheardIn = ReturnType<typeof createUnheardWords>;

/** Whether a text may mean an intent, and is no claim that only sounds like it. */
function fits(text: string, intent: string, unheardIn: UnheardIn): boolean {
  // "Isinya ancaman bom, hoax kan?" asks for a check and reports nothing.
  const isReport = intent.startsWith('report-') && !/lapor/i.test(text);
  if ((isReport && reportsNothing(text)) || isDenied(text, intent)) return false;
  // Who asks for a check or for advice in many words has named the claim; other wishes are long for other reasons.
  const long = LISTS.ofClaims.has(intent) ? MANY : Infinity;
  return LISTS.steady.has(intent) || !isAboutElse(text, unheardIn(text, intent), MANY, long);
}

/** Of an intent's own examples, each left out in turn, one in fifty has as many; of claims that sound like it, 95 in 100. */
const MANY = 3;
/** Enough where no answer was given that a question could be about. */
const SOME = 1.5;

/** "Ini betul gak ya katanya vaksin ada microchip, nenek takut" asks about a claim, not about how to ask. */
function withoutClaims(text: string, meaning: Meaning, unheardIn: UnheardIn): Meaning {
  if (meaning.type === 'none') return meaning;
  if (meaning.type === 'sure' && meaning.intent === 'erase') {
    const erased = erasedIn(text);
    if (erased !== 'erase') return { ...meaning, intent: erased };
  }
  // "Tarik izin aja, data jangan dihapus" withdraws.
  if (meaning.type === 'sure' && meaning.intent === 'keep-data' && WITHDRAWS.test(text))
    return { ...meaning, intent: 'withdraw' };
  const meant = meaning.type === 'sure' ? [meaning.intent] : meaning.intents;
  const intents = meant.filter((intent) => fits(text, intent, unheardIn));
  if (intents.length === 0) return { type: 'none' };
  // "Jangan kirim video" and "stop hoaks" are not about all that Posko sends.
  const isPartly = intents[0] === STOP && wordsOf(text).some((word) => LISTS.partly.has(word));
  return meaning.type === 'sure' && !isPartly ? meaning : { type: 'unsure', intents };
}

/** What is to be erased: all, one report, all but something, or what an app or a group has, which is not Posko's to erase. */
function erasedIn(text: string): string {
  const words = wordsOf(text);
  const names = (list: ReadonlySet<string>) => words.some((word) => list.has(word));
  // "Saya hapus aja kan?" asks about a message or a file.
  const isAsked = /[?？]\s*$/u.test(text) || endsAsking(text, 1);
  if (/\b(?:ke|ter)hapus\b|\bikut (?:hilang|ilang)\b/i.test(text)) return 'privacy';
  if (OF_OTHERS.test(text) || names(LISTS.elsewhere) || (isAsked && !names(LISTS.ofOwn)))
    return 'erase-elsewhere';
  if (EXCEPT.test(text)) return 'erase-part';
  return names(LISTS.ofReport) && !names(LISTS.ofMore) ? 'erase-report' : 'erase';
}

/** Only who writes from a number has its data erased. */
const OF_OTHERS =
  /\b(?:ba?pak|ayah|papa|ibu|mama|mamak|emak|suami|istri|anak|adi?k|adek|kaka?k|nenek|kakek|te?man|temen|kawan|mantan|sodara|saudara|tetangga) (?:saya|sy|aku|gue|gw|kami)\b|\b(?:bapak|ibu|suami|istri|anak|adik|kakak|temen|teman)(?:ku|nya)\b|\b(?:data|nomo?e?r) (?:dia|mereka|mantan|orang)\b/i;
const WITHDRAWS =
  /\b(?:tarik|narik|ditarik|cabut|nyabut|dicabut|batal\w*) (?:aja |saja )?(?:per)?(?:ij|iz)in/i;
const EXCEPT =
  /\b(?:kecuali|selain|sebagian|(?:yang|yg) lain (?:biarin|jangan|tetap|tetep)|tetep|tetap disimpan|kejaba|iwal|except|(?:tapi|tp|but) (?:jangan|jgn|ojo|ulah|not)|(?:bukan|jangan|jgn|not) (?:semua\w*|kabeh|sadaya\w*|all|everything))\b/i;

/** Whether a text says that something is so: of 51 claims of a few words all, of 57 remarks to other people two. */
function mayClaim(guesses: readonly Guess[], known: number): boolean {
  const claiming = guesses.filter(({ name }) => CLAIMS.has(name));
  return known >= LEAST_NAMED && claiming.reduce((sum, { chance }) => sum + chance, 0) >= HALF;
}

/** Claims have names that no example has. */
const LEAST_NAMED = 0.12;
const HALF = 0.5;

/** Intents that one flow handles are near to each other: together they may be sure where none is alone. */
function meaningFrom(
  guesses: readonly Guess[],
  known: number,
  groupOf: (intent: string) => string | undefined,
): Meaning {
  const [best] = guesses;
  if (best && CLAIMS.has(best.name)) return { type: 'none', isClaim: mayClaim(guesses, known) };
  if (!best || known < LEAST_KNOWN || BACKGROUND.has(best.name)) return { type: 'none' };
  if (best.name === STOP && best.chance < SURE_OF_STOP) return { type: 'none' };
  const isPlain = best.chance >= PLAIN && known >= PLAINLY_KNOWN;
  if (best.chance >= SURE) return { type: 'sure', intent: best.name, ...(isPlain && { isPlain }) };
  const group = groupOf(best.name);
  const near = guesses.filter(({ name }) => group !== undefined && groupOf(name) === group);
  const together = near.reduce((sum, { chance }) => sum + chance, 0);
  if (together >= SURE) return { type: 'sure', intent: leadOf(group, near) ?? best.name };
  const likely = guesses.filter(({ name, chance }) => !BACKGROUND.has(name) && chance >= LIKELY);
  return likely.length > 0
    ? { type: 'unsure', intents: likely.map(({ name }) => name) }
    : { type: 'none' };
}

/** Of reports of several kinds none is begun unasked, unless one is twice as likely as the next. */
function leadOf(group: string | undefined, [best, next]: readonly Guess[]): string | undefined {
  if (group !== 'report' || !best || !next) return undefined;
  return best.chance >= 2 * next.chance ? undefined : 'report';
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
