/** A name, a phone number and, if there is one, an e-mail address, with commas between: one line, as it is typed and kept. */
export const LIAISON =
  /^[\p{L}\d][\p{L}\p{M}\d .'_-]{1,39}, *\+?\d[\d -]{4,22}\d(?:, *[^\s,@<>]{1,64}@[^\s,@<>]{3,180})?$/u;

/** Person at a partner whom the people on duty can call; only they see the number. */
export type Liaison = ReturnType<typeof readLiaison>;

/** Reads the line that `LIAISON` describes. */
export function readLiaison(line: string) {
  const [name = '', phone = '', email] = line.split(',').map((part) => part.trim());
  return { name, phone, email };
}

/** Whether a name on the roster is that of a liaison: no account of the desk can have one with brackets. */
export function isLiaison(name: string): boolean {
  return name.endsWith(')');
}
