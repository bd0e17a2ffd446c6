import { readFileSync } from 'node:fs';
import type { WAMessage } from '@whiskeysockets/baileys';
import { parse } from 'yaml';
import { readIncoming } from '../../src/channels/baileys/read-upsert.ts';

/** A message as a linked device receives it, and what has to become of it. */
export interface DeviceMessage {
  name: string;
  message?: Record<string, unknown>;
  key?: Partial<WAMessage['key']>;
  /** What a device is told instead of a message. */
  stub?: number;
  forwarded?: number;
  /** What the operator has set for groups. */
  groups?: 'on' | 'notice';
  expect: string;
  says?: string;
}

const NOW = Date.parse('2026-11-24T08:00:00+07:00');
const OWN = ['6281200000000@s.whatsapp.net', '100000000000000@lid'];
const KEY = { remoteJid: '200@lid', remoteJidAlt: '6281@s.whatsapp.net', id: 'A1', fromMe: false };
const MEDIA = { mediaKey: new Uint8Array(32).fill(1), directPath: '/v/x', fileLength: 9 };

/** The messages of `device.yaml`. */
export function deviceMessages(): DeviceMessage[] {
  return parse(readFileSync(new URL('device.yaml', import.meta.url), 'utf8'));
}

/** What becomes of a message: how it is read, what it says, and how often it was forwarded. */
export function readDevice({ message, key = {}, stub, groups = 'on' }: DeviceMessage) {
  const sent = {
    key: { ...KEY, ...(key.remoteJid !== undefined && { remoteJidAlt: undefined }), ...key },
    messageTimestamp: NOW / 1000,
    ...(message && { message: withMedia(message) }),
    ...(stub !== undefined && { messageStubType: stub }),
  } as WAMessage; // as the library hands it over, of whatever shape
  const incoming = readIncoming(sent, { account: 'posko', groups, own: OWN, now: NOW });
  if (incoming.type !== 'message') return { is: incoming.type };
  const { kind, text, forwardingScore } = incoming.delivered.message;
  return { is: kind, says: text, forwarded: forwardingScore };
}

function withMedia(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const parts = Object.entries(value).flatMap(([name, part]): [string, unknown][] =>
    part === 'MEDIA' ? Object.entries(MEDIA) : [[name, withMedia(part)]],
  );
  return Object.fromEntries(parts);
}
