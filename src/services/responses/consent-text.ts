import { createHash } from 'node:crypto';
import { toTicket } from '../../domain/cases/case.ts';
import {
  type ConsentPurpose,
  type ConsentText,
  purposeTable,
} from '../../domain/privacy/consents.ts';
import type { Values } from '../../engine/conversation.ts';
import { say } from '../../i18n/say.ts';
import type { ResponseDeps } from './response-deps.ts';

type Wording = Pick<ResponseDeps, 'script' | 'settings'>;

/** What a citizen agrees to with a yes; its version follows from the words, with `values` filled in besides settings. */
export function consentText(
  { script, settings }: Wording,
  purpose: ConsentPurpose,
  { language, values = {} }: { language: string; values?: Values | undefined },
): ConsentText {
  const fill = { ...settings, ...values, version: noticeVersion({ script, settings }, language) };
  const text = purposeTable[purpose].words
    .map((key) => say(script.locales, language, key, fill))
    .join('\n\n---\n\n');
  const digest = createHash('sha256').update(text).digest();
  return {
    digest: digest.toString('hex'),
    purpose,
    language,
    version: purpose === 'check' ? fill.version : toTicket(digest, VERSION),
    text,
  };
}

/** The version of the privacy notice, which the notice itself names. */
export function noticeVersion({ script, settings }: Wording, language: string): string {
  const text = say(script.locales, language, 'privacy.notice', { ...settings, version: '' });
  return toTicket(createHash('sha256').update(text).digest(), VERSION);
}

const VERSION = 6;
