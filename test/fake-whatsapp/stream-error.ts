import type { BinaryNode } from '@whiskeysockets/baileys';
import { node } from './nodes.ts';

/** Why the server ends a connection: 440, 515, 401, or any other code. */
export type StreamErrorKind = 'replaced' | 'restart' | 'removed' | number;

/** The last stanza before the server hangs up. */
export function streamError(kind: StreamErrorKind): BinaryNode {
  switch (kind) {
    case 'replaced':
      return node('stream:error', {}, [node('conflict', { type: 'replaced' })]);
    case 'removed':
      return node('stream:error', { code: '401' }, [node('conflict', { type: 'device_removed' })]);
    case 'restart':
      return node('stream:error', { code: '515' });
    default:
      return node('stream:error', { code: `${kind}` });
  }
}
