import type { Message } from '../../domain/messages/message.ts';
import { REPORT_FORM, readReportForm } from '../../domain/reports/report-form.ts';
import type { CloudMessage } from './webhook-schema.ts';

/** Name of the channel, in addresses and settings. */
export const CLOUD_API = 'cloud-api';

/** Converts a message of the Cloud API; kinds that we do not judge keep their name. */
export function readCloudMessage(
  sent: CloudMessage,
  { account, now }: { account: string; now: number },
): Omit<Message, 'type'> {
  const isFrequent = sent.context?.frequently_forwarded === true;
  const score = isFrequent ? MANY_TIMES : sent.context?.forwarded === true ? 1 : 0;
  const message = {
    id: sent.id,
    sentAt: timeOf(sent.timestamp, now),
    forwarded: score > 0,
    forwardingScore: score,
  };
  const { remote, ...content } = contentOf(sent);
  return { ...message, ...content, ...(remote ? { remote: { ...remote, account } } : {}) };
}

/** Converts to milliseconds; never later than our own clock, which would break the order. */
export function timeOf(seconds: number, now: number): number {
  return Number.isNaN(seconds) ? now : Math.min(now, seconds * 1000);
}

/** WhatsApp shows "forwarded many times" from five on; the Cloud API gives no number. */
const MANY_TIMES = 5;

type Content = Pick<Message, 'kind' | 'text' | 'choice' | 'remote'>;

/** What needs no answer, such as a withdrawn message or a moved pin. */
const SILENT: Content = { kind: 'reaction', text: '' };
const UNKNOWN: Content = { kind: 'unknown', text: '' };
/** Changes to other messages, which WhatsApp names as unsupported. */
const CHANGES = new Set(['edit', 'keep_in_chat', 'pin', 'poll_update', 'reaction', 'revoke']);

function contentOf(sent: CloudMessage): Content {
  switch (sent.type) {
    case 'text':
      return sent.text ? { kind: 'text', text: sent.text.body } : UNKNOWN;
    case 'image':
    case 'video':
    case 'audio':
    case 'document':
    case 'sticker':
      return fileOf(sent, sent.type);
    case 'voice':
      return fileOf({ ...sent, audio: sent.voice }, 'audio');
    case 'button':
      return chosen(sent.button?.payload, sent.button?.text);
    case 'interactive': {
      const answer = sent.interactive?.button_reply ?? sent.interactive?.list_reply;
      if (answer) return chosen(answer.id, answer.title);
      const form = sent.interactive?.nfm_reply?.response_json ?? '';
      if (readReportForm(form)) return { kind: 'text', text: form, choice: REPORT_FORM };
      return sent.interactive?.type === 'call_permission_reply' ? SILENT : UNKNOWN;
    }
    case 'request_welcome':
      return { kind: 'text', text: GREETING };
    case 'reaction':
      return { kind: 'reaction', text: sent.reaction?.emoji ?? '' };
    case 'call':
      return { kind: 'call', text: '' };
    case 'location':
      return { kind: 'location', text: '' };
    case 'contacts':
      return { kind: 'contact', text: '' };
    case 'edit': {
      const edited = sent.edit?.message;
      return edited && edited.type !== 'edit' ? contentOf({ ...sent, ...edited }) : SILENT;
    }
    case 'revoke':
      return SILENT;
    case 'unsupported':
      return CHANGES.has(sent.unsupported?.type ?? '') ? SILENT : UNKNOWN;
    default:
      return UNKNOWN;
  }
}

/** Whoever opens the chat for the first time has said nothing yet. */
const GREETING = 'halo';

function fileOf(sent: CloudMessage, kind: 'image' | 'video' | 'audio' | 'document' | 'sticker') {
  const file = sent[kind];
  if (!file) return UNKNOWN;
  const content = { kind, text: file.caption ?? '' };
  if (kind === 'sticker') return content;
  const { id, sha256 = null, filename } = file;
  const name = filename?.slice(0, 200);
  const reference = JSON.stringify({ id, sha256: sha256 ?? undefined, name });
  return { ...content, remote: { channel: CLOUD_API, reference } };
}

function chosen(choice: string | null | undefined, label: string | null | undefined): Content {
  return { kind: 'text', text: label ?? '', ...(typeof choice === 'string' ? { choice } : {}) };
}
