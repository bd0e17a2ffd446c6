import type { Profile } from '../domain/citizens/profile.ts';
import type { InboxItem } from '../domain/messages/message.ts';
import type { Conversation } from '../engine/conversation.ts';

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
