const LONGEST = 300;
/** Shorter words of ours, such as "text", also occur in Meta's own sentences. */
const LEAST_SAID = 6;

/** Removes our own words, long numbers, addresses and ids from a service's error text; returns one short line. */
export function maskDetails(told: string, said: readonly string[] = []): string {
  const own = said
    .filter((each) => each.trim().length >= LEAST_SAID)
    .sort((a, b) => b.length - a.length);
  const without = own.reduce((text, each) => text.replaceAll(each, '…'), told);
  return (
    without
      .toWellFormed()
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these must not reach a log or page
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
