import type { Alarm, AlarmMessage } from '../domain/duty/alert.ts';

/** What goes out of an alarm: whose it is, what is new, and an id that a second try repeats. */
export interface AlarmNews {
  id: string;
  news: AlarmMessage['news'];
  alarm: Omit<Alarm, 'kind' | 'messages' | 'calledAt'> & {
    /** `store` where the store itself is away, which is told without it; `disk` where it has no room left. */
    kind: Alarm['kind'] | 'store';
  };
}

/** A letter to a person on the roster. */
export interface Letter {
  to: string;
  subject: string;
  text: string;
}

/** The ways by which alarms leave the post, as far as the operator has set them up; each throws where it failed. */
export interface AlarmWays {
  webhook?(news: AlarmNews): Promise<void>;
  mail?(letter: Letter): Promise<void>;
}
