import type { BinaryNode } from '@whiskeysockets/baileys';
import type { Directory } from './directory.ts';
import { childrenOf, node, resultOf } from './nodes.ts';
import { answerUsync } from './usync.ts';

type Answers = Record<string, (query: BinaryNode) => BinaryNode[]>;

const settings = ['readreceipts', 'last', 'online', 'profile', 'status', 'groupadd', 'calladd'];

/** Answers by `xmlns/type/child`, for queries whose answer is always the same. */
const fixedAnswers: Answers = {
  'encrypt/get/digest': () => [node('digest')],
  'passive/set/active': () => [],
  'w:p/get/ping': () => [],
  'urn:xmpp:whatsapp:dirty/set/clean': () => [],
  'privacy/set/tokens': () => [node('tokens')],
  'abt/get/props': () => [node('props', { protocol: '1', hash: 'h' })],
  'blocklist/get/': () => [node('list')],
  'privacy/get/privacy': () => [
    node(
      'privacy',
      {},
      settings.map((name) => node('category', { name, value: 'all' })),
    ),
  ],
  'w:sync:app:state/set/sync': (query) => [
    node(
      'sync',
      {},
      grandchildrenOf(query).map(({ attrs: { name, version } }) =>
        node('collection', { name, version, type: 'result', has_more_patches: 'false' }),
      ),
    ),
  ],
};

/** Answers the client's queries; remembers those that it has no answer for. */
export class Queries {
  readonly unhandled: string[] = [];
  readonly #answers: Answers;

  constructor(directory: Directory, mediaHost: string) {
    const { keys } = directory;
    this.#answers = {
      ...fixedAnswers,
      'encrypt/get/count': () => [node('count', { value: `${keys.count}` })],
      'encrypt/set/registration': (query) => {
        keys.store(query);
        return [];
      },
      'encrypt/set/rotate': (query) => {
        keys.rotate(query);
        return [];
      },
      'encrypt/get/key': (query) => [
        node(
          'list',
          {},
          grandchildrenOf(query).map(({ attrs }) => keysOf(directory, attrs.jid)),
        ),
      ],
      'usync/get/usync': (query) => [answerUsync(directory, query)],
      'w:g2/get/query': ({ attrs }) => [directory.group(attrs.to)?.describe() ?? notFound()],
      'w:m/set/media_conn': () => [mediaConnection(mediaHost)],
    };
  }

  answer(query: BinaryNode): BinaryNode {
    const [child] = childrenOf(query);
    const kind = [query.attrs.xmlns, query.attrs.type, child?.tag ?? ''].join('/');
    const answer = this.#answers[kind];
    if (!answer) this.unhandled.push(kind);
    return resultOf(query, answer?.(query));
  }
}

function keysOf(directory: Directory, jid: string | undefined): BinaryNode {
  // Baileys counts itself among the members of a group and asks for its own keys.
  if (jid && directory.isClient(jid)) return directory.keys.take(jid);
  const phone = directory.find(jid)?.phone;
  if (!phone) return node('user', { jid }, [notFound()]);
  const { registration, rest } = phone.keysFor();
  return node('user', { jid }, [registration, ...rest]);
}

function mediaConnection(hostname: string): BinaryNode {
  const host = node('host', { hostname, maxContentLengthBytes: '104857600' });
  return node('media_conn', { auth: 'fake', ttl: '300', id: '1' }, [host]);
}

function notFound(): BinaryNode {
  return node('error', { code: '404', text: 'item-not-found' });
}

function grandchildrenOf(query: BinaryNode): readonly BinaryNode[] {
  const [child] = childrenOf(query);
  return child ? childrenOf(child) : [];
}
