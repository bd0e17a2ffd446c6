import lists from './log-words.json' with { type: 'json' };

/** Sentences that may stand in the log, ours or a library's; what stood in the place of a `…` never gets into it. */
const SENTENCES = [...lists.logged, ...lists.failures, ...lists.libsignal];

const SHAPES = SENTENCES.filter((each) => each.includes('…')).map((sentence) => {
  const parts = sentence.split('…').map((part) => RegExp.escape(part));
  return { sentence, shape: new RegExp(`^${parts.join('.*')}$`, 's') };
});
const sentences = new Set<unknown>(SENTENCES);
const names = new Set<unknown>(lists.names);
const codes = new Set<unknown>(lists.codes);
/** No sentence of ours is as long; a longer one costs more than a look. */
const LONGEST_KNOWN = 2000;
/** Five digits are a code; more could be part of a phone number. */
const MAX_CODE = 99_999;

/** The sentence of the list that says this, if any does. */
export function knownSentence(text: unknown): string | undefined {
  if (typeof text !== 'string' || text.length > LONGEST_KNOWN) return undefined;
  if (sentences.has(text)) return text;
  return SHAPES.find(({ shape }) => shape.test(text))?.sentence;
}

/** Returns the name of a known kind of error; others count as plain errors. */
export function knownName(name: unknown): string | undefined {
  return names.has(name) ? String(name) : undefined;
}

/** Returns an error code, in letters or as a number. */
export function knownCode(code: unknown): string | number | undefined {
  if (typeof code === 'number') return isCode(code) ? code : undefined;
  return codes.has(code) ? String(code) : undefined;
}

function isCode(code: number): boolean {
  return Number.isInteger(code) && code >= 0 && code <= MAX_CODE;
}
