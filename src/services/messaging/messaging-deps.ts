import type { Channel } from '../../ports/channel.ts';
import type { Observe } from '../../ports/events.ts';
import type { CaseDeps } from '../cases/case-deps.ts';
import type { CardOf } from '../fact-checks/card.ts';
import type { PrivacyDeps } from '../privacy/privacy-deps.ts';
import type { Allowance } from './allowance.ts';
import { Typing } from './typing.ts';
import { UnservedNumbers } from './unserved-numbers.ts';

export interface MessagingDeps extends CaseDeps, PrivacyDeps {
  /** The channels that this process has, by their keys. */
  channels: ReadonlyMap<string, Channel>;
  /** Shared by everything that shows cards, so that each is drawn once. */
  cardOf: CardOf;
  /** Citizens who wrote to a number that this process does not hold. */
  strays: UnservedNumbers;
  allowance: Allowance;
  typing: Typing;
  /** Prepares for a message that is on its way to its turn; nothing where another process may take that. */
  anticipate?: ((text: string) => void) | undefined;
  /** When this process last handed a reply over. */
  sending: { sentAt?: number };
  /** Hears of what happens, for the operator's figures. */
  observe: Observe;
  /** Logs a problem for the operator. Must not contain personal data. */
  warn(what: string): void;
}

/** What a process remembers of sending; nothing is lost when it forgets. */
export function newSendingMemory(): Pick<MessagingDeps, 'strays' | 'sending' | 'typing'> {
  return { strays: new UnservedNumbers(), sending: {}, typing: new Typing() };
}
