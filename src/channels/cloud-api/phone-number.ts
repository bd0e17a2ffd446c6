/** Whether it is a phone number in digits with the country code (E.164), not an id. */
export function isPhoneNumber(text: string | null | undefined): text is string {
  return typeof text === 'string' && /^\d{1,15}$/.test(text);
}
