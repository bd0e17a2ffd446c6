/** Signs a text with a key that nobody outside has. */
export type Sign = (text: string) => string;
