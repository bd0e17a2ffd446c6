/** Where somebody wanted to go before they had to log in; only ever a page of the desk. */
export function ownPath(asked: unknown): string {
  if (typeof asked !== 'string' || asked.length > 500) return HOME;
  // Backslashes, tabs and line breaks are taken out or turned by browsers, so none may be in it.
  if (!/^\/review(?:[/?][\w\-./?=&%~+]*)?$/.test(asked) || asked.includes('//')) return HOME;
  return /^\/review\/(?:login|logout|code|authenticator|setup|events)\b/.test(asked) ? HOME : asked;
}

const HOME = '/review/queue';
