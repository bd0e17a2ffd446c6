import type { DEFAULT_CONNECTION_CONFIG } from '@whiskeysockets/baileys';

type Logger = typeof DEFAULT_CONNECTION_CONFIG.logger;

/** A logger for Baileys that says nothing. */
export const silentLogger: Logger = {
  level: 'silent',
  child: () => silentLogger,
  trace: () => {},
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
};
