/** Words that take back what was written before them. */
export const MARK =
  /\b(?:eh[ ,]+(?:(?:\w{3,12}nya )?salah|(?=bukan|\d|se|dua|tiga|senin|selasa|rabu|kamis|jumat|sabtu|minggu|kemarin|tadi|hari))|(?:eh[ ,]+)?(?:ralat|koreksi|maksud(?:nya|ku|\s+saya)))\b[ ,:]*/i;

/** What holds after a text was put right: "selasa" of "kemarin eh salah, selasa" and of "bukan kemarin tapi selasa". */
export function latestVersion(text: string): string {
  const last = text.split(MARK).at(-1) ?? '';
  const named = last.replace(/^bukan\b.*?(?:\b(?:tapi|tp|melainkan)\b|,)/i, '').trim();
  if (last === text) return named || text;
  return (
    named
      .replace(/^bukan\b/i, '')
      .replace(/\bbukan\b.*$/i, '')
      .trim() || text
  );
}
