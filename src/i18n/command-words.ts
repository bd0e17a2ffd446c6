import { keysOf } from './keys-of.ts';

/** What is known of a command besides its wordings, which stand in `locales`. */
interface CommandFacts {
  /** What may follow it; without this it has to stand alone. */
  rest?: RegExp;
  /** Whether a blocked citizen can still give it: their rights to their own data, and whether they want news. */
  isOpenToBlocked?: true;
}

/** What citizens can ask for in any state; each starts the flow of its name, so no name may change. */
const commandWords = {
  menu: {},
  card: {},
  help: {},
  greeting: {},
  /** A ticket always has a digit. */
  status: { rest: /^(?:latihan )?(?=\S*\d)[a-z\d]{4,6}$/ },
  'post-status': {},
  voters: {},
  lookup: { rest: /./ },
  latest: {},
  language: {},
  privacy: {},
  stop: { isOpenToBlocked: true },
  unsubscribe: { isOpenToBlocked: true },
  subscribe: {},
  digest: {},
  learn: {},
  resume: { isOpenToBlocked: true },
  forget: { isOpenToBlocked: true },
  withdraw: { isOpenToBlocked: true },
  restrict: { isOpenToBlocked: true },
  'continue-data': { isOpenToBlocked: true },
  'my-data': { isOpenToBlocked: true },
  report: {},
  exercise: { rest: /^[a-z]{3,11}\d$/ },
  'how-to': {},
} as const satisfies Readonly<Record<string, CommandFacts>>;

export type CommandName = keyof typeof commandWords;
export const commandNames = keysOf(commandWords);

/** Looks up what is known of a command. */
export function commandFacts(name: CommandName): CommandFacts {
  return commandWords[name];
}
