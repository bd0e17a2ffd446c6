/** What the phone network tells the post: a message, or that a reply is on the screen. */
export type ToVictim =
  | {
      type: 'message';
      citizen: string;
      id: string;
      text: string;
      forwarded: boolean;
      /** What the file that comes with it can be fetched by. */
      file: string | undefined;
      sentAt: number;
    }
  /** What a reviewer does with the case of a ticket. */
  | { type: 'review'; id: string; does: string; ticket: string }
  | { type: 'shown'; id: string };

/** What the post tells the phone network. */
export type FromVictim =
  | { type: 'ready' }
  | { type: 'kept'; id: string }
  | { type: 'reply'; to: string; id: string; text: string }
  /** It asks for a file that has come with a message. */
  | { type: 'fetch'; file: string }
  | { type: 'error'; text: string };
