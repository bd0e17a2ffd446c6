import * as wa from '@whiskeysockets/baileys';
import type { SessionEntry, SessionStore } from '../../ports/channel-session-store.ts';

const CREDS = { type: 'creds', id: 'own' };

/** Keeps the keys and credentials of a device in our own store; every change is atomic. */
export async function openAuthState(sessions: SessionStore, account: string, now: () => number) {
  const known = await sessions.read(account, CREDS.type, [CREDS.id]);
  const saved = known.get(CREDS.id);
  const creds = saved === undefined ? wa.initAuthCreds() : parse(saved);
  const state: wa.AuthenticationState = {
    creds,
    keys: {
      async get(type, ids) {
        const found = await sessions.read(account, type, ids);
        return Object.fromEntries(
          [...found].map(([id, value]) => [id, revive(type, parse(value))]),
        );
      },
      set: (data) => sessions.write(account, toEntries(data), now()),
    },
  };
  const saveCreds = () =>
    sessions.write(account, [{ ...CREDS, value: stringify(state.creds) }], now());
  return { state, saveCreds, isPaired: creds.me !== undefined };
}

function toEntries(data: wa.SignalDataSet): SessionEntry[] {
  const kept = (value: unknown) => (value == null ? null : stringify(value));
  return Object.entries(data).flatMap(([type, values]) =>
    Object.entries(values).map(([id, value]) => ({ type, id, value: kept(value) })),
  );
}

function revive<T extends keyof wa.SignalDataTypeMap>(type: T, value: wa.SignalDataTypeMap[T]) {
  if (type !== 'app-state-sync-key') return value;
  return wa.proto.Message.AppStateSyncKeyData.fromObject(Object(value)) as unknown as typeof value;
}

function stringify(value: unknown): string {
  return JSON.stringify(value, wa.BufferJSON.replacer);
}

function parse(text: string) {
  return JSON.parse(text, wa.BufferJSON.reviver);
}
