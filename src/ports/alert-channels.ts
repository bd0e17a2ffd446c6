import type { Alarm, AlarmMessage } from '../domain/duty/alert.ts';

/** Message about an alert: its recipient, what is new, and an id that a retry repeats. */
export interface AlarmNews {
  id: string;
  news: AlarmMessage['news'];
  alarm: Omit<Alarm, 'kind' | 'messages' | 'calledAt'> & {
    /** `store` if the store itself is away, sent without it; `disk` if it has no space left. */
    kind: Alarm['kind'] | 'store';
  };
}

/** E-mail to a person on the roster. */
export interface Letter {
  to: string;
  subject: string;
  text: string;
}

/** Configured alert channels; each throws if it fails. */
export interface AlarmWays {
  webhook?(news: AlarmNews): Promise<void>;
  mail?(letter: Letter): Promise<void>;
}
