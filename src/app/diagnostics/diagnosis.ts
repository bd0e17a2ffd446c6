/** Result of one check of `posko doctor`; the detail says what to do where it is not well. */
export interface Diagnosis {
  name: string;
  state: 'ok' | 'warning' | 'broken';
  detail: string;
}

/** What an error says, for the operator at the terminal. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

type Tell = (name: string, detail: string) => Diagnosis;
/** What is well. */
export const ok: Tell = (name, detail) => ({ name, state: 'ok', detail });
/** What the operator had better look at soon. */
export const warning: Tell = (name, detail) => ({ name, state: 'warning', detail });
/** What keeps the tipline from working. */
export const broken: Tell = (name, detail) => ({ name, state: 'broken', detail });

/** What a look finds; one that fails finds the thing broken, for the reason that it gives. */
export async function attempt(name: string, look: () => Diagnosis | Promise<Diagnosis>) {
  try {
    return await look();
  } catch (error) {
    return broken(name, messageOf(error));
  }
}
