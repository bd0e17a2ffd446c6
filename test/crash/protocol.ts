/** What the phone network tells the post: a message, or that a reply is on the screen. */
export type ToVictim =
  | {
      type: 'message';
      citizen: string;
      id: string;
      text: string;
      forwarded: boolean;
      sentAt: number;
    }
  | { type: 'shown'; id: string };

/** What the post tells the phone network. */
export type FromVictim =
  | { type: 'ready' }
  | { type: 'kept'; id: string }
  | { type: 'reply'; to: string; id: string; text: string }
  | { type: 'error'; text: string };
