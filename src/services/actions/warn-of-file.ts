import { type Danger, dangers } from '../../domain/messages/evidence.ts';
import type { Turn } from '../../ports/turn.ts';
import { urgentText } from '../responses/contact-text.ts';
import type { ActionDeps, ActionResult } from './action.ts';
import type { Item } from './read-items.ts';

const STEPS = { app: 'installed-app', program: 'opened-program' };

/** What a file does that should not be opened, by its content. */
export function dangerIn({ evidence }: Item): Danger | undefined {
  return dangers.find((danger) => danger === evidence?.problem);
}

/** The warning of such a file, with what to do once it was opened. */
export function warnOfFile(
  { script }: Pick<ActionDeps, 'script'>,
  { profile: { language } }: Turn,
  danger: Danger,
): ActionResult<Danger> {
  const steps = urgentText({ script, language }, STEPS[danger]) ?? '';
  return { outcome: danger, values: { steps } };
}
