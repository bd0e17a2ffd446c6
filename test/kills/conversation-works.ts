import { createHash } from 'node:crypto';
import type { Webhook } from '../../src/channels/cloud-api/read-webhook.ts';
import { keepWebhook } from '../../src/channels/cloud-api/save-webhook.ts';
import { aCharge, aMessage, anAddress, aPicture } from '../support/builders.ts';
import { MORNING } from '../support/stage.ts';
import type { Work } from './life.ts';
import { addKnown, HOAX, MINUTE, NEWS, report } from './work-parts.ts';

const { bytes } = aPicture();
const PICTURE = {
  media: {
    sha256: createHash('sha256').update(bytes).digest('hex'),
    mime: 'image/png',
    size: bytes.length,
  },
  bytes,
};

/** A webhook of the Cloud API that tells only this. */
function aWebhook(told: Partial<Webhook>): Webhook {
  const nothing = { deliveries: [], receipts: [], moves: [], failures: [], sent: [], charges: [] };
  const rest = { notices: [], optOuts: [], echoes: [], unknown: [], unread: 0, foreign: 0 };
  return { ...nothing, ...rest, ...told };
}

/** What citizens write, and what becomes of the replies. */
export const conversationWorks: Readonly<Record<string, Work>> = {
  'a turn that answers': {
    writers: [
      'services/conversation/take-turn',
      'services/conversation/try-turn',
      'services/messaging/receive',
      'services/messaging/send-replies',
    ],
    prepare: addKnown,
    steps: [(life) => life.write('w1', HOAX, { forwarded: true })],
  },
  'a turn that opens a case': {
    writers: [
      'services/conversation/take-turn',
      'services/conversation/try-turn',
      'services/messaging/receive',
      'services/messaging/send-replies',
    ],
    steps: [
      (life) => life.write('w1', NEWS, { forwarded: true }),
      (life) => life.write('w1', 'ya'),
    ],
  },
  'a farewell': {
    writers: [
      'services/conversation/take-turn',
      'services/conversation/try-turn',
      'services/messaging/receive',
      'services/messaging/send-replies',
    ],
    prepare: (life) => report(life, 'w1'),
    steps: [(life) => life.write('w1', 'hapus data saya'), (life) => life.write('w1', 'ya')],
  },
  'a withdrawal of consent': {
    writers: [
      'services/conversation/take-turn',
      'services/conversation/try-turn',
      'services/messaging/receive',
      'services/messaging/send-replies',
      'services/privacy/erase-tips',
      'services/privacy/process-requests',
    ],
    prepare: (life) => report(life, 'w1'),
    steps: [(life) => life.write('w1', 'tarik izin')],
  },
  'receipts, charges and a moved address': {
    writers: [
      'channels/cloud-api/save-webhook',
      'services/conversation/take-turn',
      'services/conversation/try-turn',
      'services/messaging/receive',
      'services/messaging/send-replies',
    ],
    isHandedOn: true,
    prepare: addKnown,
    steps: [
      async (life) => {
        await life.write('w1', HOAX, { forwarded: true });
        await life.until(MINUTE); // by then a reply of which nobody knew has gone again
      },
      async (life) => {
        const replies = [...life.outside.shown.keys()];
        const at = MORNING;
        const receipts = replies.map((id) => ({
          reply: id,
          state: 'read' as const,
          at,
          reference: id,
        }));
        const charges = replies.map((key) => aCharge({ key }));
        const known = { channel: 'terminal', account: 'posko', chat: 'w1', sender: 'w1' };
        const moves = [{ known, fresh: { ...known, chat: 'w1-baru', sender: 'w1-baru' } }];
        await keepWebhook(life.deps, new Map(), aWebhook({ receipts, charges, moves }));
        await life.settle();
      },
      (life) => life.write('w1-baru', 'menu'),
    ],
    async look({ store, outside }) {
      const replies = [...outside.shown.keys()];
      const tallies = await store.figures.tallies('2026-01-01', ['cost']);
      return {
        delivered: (await Promise.all(replies.map((id) => store.outbox.delivery(id)))).sort(),
        costs: tallies.map(({ name, count }) => `${name} ${count}`),
        isOne: (await store.rights.citizensAfter('', 10)).length,
      };
    },
  },
  'a file that is fetched and read': {
    writers: [
      'services/conversation/take-turn',
      'services/conversation/try-turn',
      'services/media/fetch-files',
      'services/media/read-files',
      'services/messaging/receive',
      'services/messaging/send-replies',
    ],
    fetchFile: async () => PICTURE,
    steps: [
      (life) => {
        const { type: _, ...message } = aMessage({
          id: 'foto',
          kind: 'image',
          text: '',
          remote: { channel: 'terminal', reference: 'foto' },
        });
        return life.arrive({ from: anAddress('w1'), message });
      },
      (life) => life.write('w1', 'ya'),
    ],
    look: async ({ store, outside }) => ({
      isKept: (await store.media.read(PICTURE.media.sha256)) !== undefined,
      isRead: (await store.media.evidenceOf(PICTURE.media.sha256)) !== undefined,
      isFetched: outside.fetched.has('foto'),
    }),
  },
};
