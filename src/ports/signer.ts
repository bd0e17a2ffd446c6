/** Signs a text with a key that nobody outside has. */
export type Signer = (text: string) => string;
