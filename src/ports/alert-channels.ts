import type { Alert, AlertMessage } from '../domain/duty/alert.ts';

/** Message about an alert: its recipient, what is new, and an id that a retry repeats. */
export interface AlertEvent {
  id: string;
  news: AlertMessage['news'];
  alarm: Omit<Alert, 'kind' | 'messages' | 'calledAt'> & {
    /** `store` if the store itself is away, sent without it; `disk` if it has no space left. */
    kind: Alert['kind'] | 'store';
    exercise?: boolean;
  };
}

/** E-mail to a person on the roster. */
export interface Email {
  to: string;
  subject: string;
  text: string;
}

/** Configured alert channels; each throws if it fails. */
export interface AlertChannels {
  webhook?(news: AlertEvent): Promise<void>;
  mail?(letter: Email): Promise<void>;
}
