import type { Command } from 'commander';
import type { Logger } from 'pino';
import manifest from '../../package.json' with { type: 'json' };
import type { Role } from '../app/open-channels.ts';
import { logCrashes, openLog } from '../app/open-log.ts';
import { type Started, start } from '../app/start.ts';
import { createCommand } from './create-command.ts';
import { complain, configFor, print } from './output.ts';

/** A command that keeps running: one process with everything, or one of several. */
export function roleCommand(role: Role): Command {
  return createCommand(role).action((options: { data?: string }) => run(role, options));
}

const OPEN_CHAT =
  'posko: POSKO_CHAT=on: the simulator at /chat has no login; everybody who can reach this address may write as any citizen of it';

const ALLOWED = 'sources may be read in your own network, from';

/** What supervisors grant before they kill is seldom less than 30 seconds. */
const SHUTDOWN_MS = 25_000;

async function run(role: Role, options: { data?: string }): Promise<void> {
  const config = configFor(options);
  const log = openLog(config.logLevel, process.stderr, config.logFormat);
  logCrashes(log);
  const running: { started?: Started } = {};
  stopOnSignal(running, log);
  log.info({ role, version: manifest.version }, 'Posko starts');
  const started = await start(config, log, role);
  running.started = started;
  log.info({ role }, 'Posko is ready');
  const page = config.hasSimulator && role !== 'work' ? 'chat' : 'healthz';
  print(`Posko: ${started.url}/${page}`);
  if (config.isSimulatorOpen && role !== 'work') complain(OPEN_CHAT);
  const { privateHosts } = config.sources.fetch;
  if (privateHosts.length > 0)
    complain(`posko: POSKO_ALLOW_PRIVATE: ${ALLOWED} ${privateHosts.join(', ')}`);
  if (started.setupUrl) print(`Meja pemeriksa, siapkan sekali ini: ${started.setupUrl}`);
}

/** Stops in good order; before the start there is nothing to stop. */
function stopOnSignal(running: { readonly started?: Started }, log: Logger): void {
  let isStopping = false;
  const stop = async () => {
    if (isStopping) process.exit(1); // a second signal ends it at once
    isStopping = true;
    log.info('Posko stops');
    if (!running.started) process.exit(0);
    setTimeout(() => {
      complain(
        'posko: not everything ended in time; what is left, the sweep finds at the next start',
      );
      process.exit(1);
    }, SHUTDOWN_MS).unref();
    await running.started.close().catch((error: unknown) => {
      complain(`posko: stopping failed: ${error instanceof Error ? error.name : 'unknown'}`);
      process.exit(1);
    });
    log.info('Posko has stopped');
    process.exit(0);
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
}
