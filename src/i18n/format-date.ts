const options = { dateStyle: 'long', timeZone: 'Asia/Jakarta' } as const;
const indonesian = new Intl.DateTimeFormat('id-ID', options);
const english = new Intl.DateTimeFormat('en-GB', options);

/** A day (`2024-03-12`) or time in milliseconds in the words of a language, Jakarta time. */
export function formatDay(day: string | number, language: string): string {
  return (language === 'en' ? english : indonesian).format(new Date(day));
}
