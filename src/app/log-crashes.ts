import type { Logger } from 'pino';

/** Ends the process on an error that nobody caught, in words of the log: Node would print the error whole. */
export function logCrashes(log: Logger): void {
  process.on('uncaughtException', (error) => {
    log.fatal({ error }, 'the process failed and ends');
    process.exit(1);
  });
}
