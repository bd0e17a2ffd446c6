/** Somebody as their identity provider vouches for them. */
export interface Identity {
  issuer: string;
  /** Never given to anybody else by this issuer. */
  subject: string;
  /** Only where the provider says that it is theirs. */
  email: string | undefined;
  hasSecondFactor: boolean;
}

/** What binds an answer to the browser and the request that it belongs to; never sent twice. */
export interface SignInSecrets {
  state: string;
  nonce: string;
  verifier: string;
}

/** Result of a sign-in; `refused` covers whatever does not fit, from a foreign state to a used code. */
export type Identified =
  | { type: 'known'; identity: Identity }
  | { type: 'cancelled' }
  | { type: 'refused' }
  | { type: 'down'; error: unknown };

/** Where people of partners sign in with the account of their own organisation. */
export interface IdentityProvider {
  /** What people know it by. */
  name: string;
  /** The address at which a browser signs in; throws where the provider does not answer. */
  signIn(secrets: SignInSecrets): Promise<URL>;
  /** Finds out who came back, by the query of the address that they came to. */
  identify(query: string, secrets: SignInSecrets): Promise<Identified>;
  /** Where a browser signs out of it; throws where the provider does not answer, or has no such page. */
  signOut(): Promise<URL>;
}
