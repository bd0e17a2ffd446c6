const LONGEST = 300;
/** Shorter words of ours, such as "text", stand in Meta's own sentences. */
const LEAST_SAID = 6;

/**
 * What a service says of an error, without what could tell of a citizen: words that we sent to it, numbers of five
 * digits or more, addresses and ids. It has one line, and is cut.
 */
export function maskDetails(told: string, said: readonly string[] = []): string {
  const own = said
    .filter((each) => each.trim().length >= LEAST_SAID)
    .sort((a, b) => b.length - a.length);
  const without = own.reduce((text, each) => text.replaceAll(each, '…'), told);
  return (
    without
      .toWellFormed()
      // biome-ignore lint/suspicious/noControlCharactersInRegex: a log line and a page have no use for them
      .replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]+/g, ' ')
      .replace(/\bhttps?:\/\/\S+/gi, '…')
      .replace(/(?<![^\s@])[^\s@]+@\S+/g, '…')
      .replace(/\b[A-Z]{2}\.[A-Za-z0-9]{3,}/g, '…')
      .replace(/\bwamid\.\S+/g, '…')
      .replace(/\+?\d(?:[\s().-]{0,2}\d){4,}/g, '…')
      .replace(/"[^"]{25,}"|“[^“”]{25,}”|'[^']{25,}'/g, '"…"')
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, LONGEST)
  );
}
