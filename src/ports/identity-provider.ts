/** Somebody as their identity provider vouches for them. */
export interface Identity {
  issuer: string;
  /** Never given to anybody else by this issuer. */
  subject: string;
  /** Only where the provider says that it is theirs. */
  email: string | undefined;
  hasSecondFactor: boolean;
}

/** What binds an answer to one request of one browser. */
export type SignInSecrets = Record<'state' | 'nonce' | 'verifier', string>;

/** Result of a sign-in; `refused` covers whatever does not fit, from a foreign state to a used code. */
export type Identified =
  | { type: 'known'; identity: Identity }
  | { type: 'cancelled' | 'refused' }
  | { type: 'down'; error: unknown };

/** Where people of partners sign in with accounts of their own; addresses cannot be had while it does not answer. */
export interface IdentityProvider {
  /** What people know it by. */
  name: string;
  signInAddress(secrets: SignInSecrets): Promise<URL>;
  signOutAddress(): Promise<URL>;
  /** Finds out who came back, by the query of the address that they came to. */
  identify(query: string, secrets: SignInSecrets): Promise<Identified>;
}
