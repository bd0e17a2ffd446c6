/** Ends a sentence, unless it belongs to a title, an initial or a number ("dr. Ani", "No. 5"). */
const END =
  /(?<!(?<!\p{L})(?:dr|drg|drs|prof|ir|hj?|st|no|bpk|sdr|tgl|jl|hlm|ps|art|rp|\p{Lu}))[.!?]["”)]?(?=\s+["“(]?[\p{Lu}\p{N}])/iu;

export function firstSentence(text: string): { first: string; rest: string } {
  const clean = text.replace(/\s+/g, ' ').trim();
  const end = END.exec(clean);
  if (!end) return { first: clean, rest: '' };
  const at = end.index + end[0].length;
  return { first: clean.slice(0, at), rest: clean.slice(at).trim() };
}
