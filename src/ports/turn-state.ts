import type { Profile } from '../domain/citizens/profile.ts';
import type { InboxItem } from '../domain/messages/message.ts';
import type { UnaskedPlan } from '../domain/subscriptions/plan-unasked.ts';
import type { Conversation } from '../engine/conversation.ts';
import type { Input } from '../engine/effect.ts';

/** Waiting item, in the order of (sent, arrived). */
export interface Received {
  key: string;
  letter: InboxItem;
  arrivedAt: number;
}

/** Everything a citizen's turn starts from; a commit holds only against the same revision. */
export interface TurnState {
  revision: number;
  profile: Profile;
  conversation: Conversation;
  due: number | null;
  /** By which channel the citizen is reached, and when they last wrote. */
  channel: string;
  heardAt: number;
  pending: readonly Received[];
}

/** Subject of the next turn: the items it processes and what they do to the conversation. */
export type Plan =
  | { type: 'rest' }
  | { type: 'hold'; until: number }
  | {
      type: 'turn';
      done: readonly string[];
      messages: number;
      input: Input | null;
      /** The end of a block that begins; long past where one is lifted. */
      blockedUntil?: number;
      /** Until when somebody answers by hand, who has just done so. */
      humanUntil?: number;
      /** Whether a report or a request scheduled it, not silence after a question. */
      isAlarm?: boolean;
      /** Unasked message to send, and the remaining plan. */
      reach?: UnaskedPlan;
      /** Fact-check for a warning, as soon as the citizen may be written to. */
      warned?: string;
    };
