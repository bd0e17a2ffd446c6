import table from './command-facts.json' with { type: 'json' };
import { keysOf } from './keys-of.ts';

/** What is known of a command besides its wordings, which stand in `locales`. */
interface CommandFacts {
  /** Pattern of what may follow it; without this it has to stand alone. */
  rest?: string;
  /** Whether a blocked citizen can still give it: their rights to their own data, and whether they want news. */
  isOpenToBlocked?: boolean;
}

/** What citizens can ask for in any state; each starts the flow of its name, so no name may change. */
export const commandNames = keysOf(table);
export type CommandName = (typeof commandNames)[number];

export const commandFacts: Readonly<Record<CommandName, CommandFacts>> = table;
