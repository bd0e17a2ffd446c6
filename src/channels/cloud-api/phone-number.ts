/** Whether it is a phone number as WhatsApp writes them, in digits with the country code (E.164), and not an id. */
export function isPhoneNumber(text: string | undefined): text is string {
  return text !== undefined && /^\d{1,15}$/.test(text);
}
