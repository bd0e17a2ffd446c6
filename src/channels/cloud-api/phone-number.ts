/** Whether it is a phone number in digits with the country code (E.164), not an id. */
export function isPhoneNumber(text: string | undefined): text is string {
  return text !== undefined && /^\d{1,15}$/.test(text);
}
