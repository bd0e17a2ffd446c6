import { deflateSync } from 'node:zlib';
import { proto } from '@whiskeysockets/baileys';

/** The history that the account's phone shares with a new device: there is none. */
export function emptyHistory(): proto.IMessage {
  const { INITIAL_BOOTSTRAP } = proto.HistorySync.HistorySyncType;
  const history = { syncType: INITIAL_BOOTSTRAP, conversations: [], progress: 100 };
  return {
    protocolMessage: {
      type: proto.Message.ProtocolMessage.Type.HISTORY_SYNC_NOTIFICATION,
      historySyncNotification: {
        syncType: INITIAL_BOOTSTRAP,
        progress: 100,
        initialHistBootstrapInlinePayload: deflateSync(proto.HistorySync.encode(history).finish()),
      },
    },
  };
}
