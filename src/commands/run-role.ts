import { Command } from 'commander';
import { logCrashes } from './log-crashes.ts';
import type { Role } from './open-channels.ts';
import { openLog } from './open-log.ts';
import { complain, configFor, print } from './output.ts';
import { start } from './start.ts';

const ROLES: Readonly<Record<Role, string>> = {
  start: 'run everything in one process; prints the addresses',
  serve: 'take messages in and show the pages; needs Redis, and "posko work" somewhere',
  work: 'take turns and send replies, in as many processes as you like; needs Redis',
};

/** The commands that keep running: one process with everything, or one of several. */
export function roleCommands(): Command[] {
  return (Object.keys(ROLES) as Role[]).map(
    (
      role, // the keys of a Record of roles
    ) =>
      new Command(role)
        .description(ROLES[role])
        .option('--data <folder>', 'folder of the embedded store')
        .action((options: { data?: string }) => run(role, options)),
  );
}

/** What supervisors grant before they kill is seldom less than 30 seconds. */
const SHUTDOWN_MS = 25_000;

async function run(role: Role, options: { data?: string }): Promise<void> {
  const config = configFor(options);
  const log = openLog(config.logLevel);
  logCrashes(log);
  const started = await start(config, log, role);
  const page = config.hasSimulator && role !== 'work' ? 'chat' : 'healthz';
  print(`Posko: ${started.url}/${page}`);
  if (started.setupUrl) print(`Meja pemeriksa, siapkan sekali ini: ${started.setupUrl}`);
  let isStopping = false;
  const stop = () => {
    if (isStopping) process.exit(1); // whoever asks twice does not want to wait
    isStopping = true;
    setTimeout(() => {
      complain(
        'posko: not everything ended in time; what is left, the sweep finds at the next start',
      );
      process.exit(1);
    }, SHUTDOWN_MS).unref();
    started.close().then(
      () => process.exit(0),
      (error: unknown) => {
        complain(`posko: stopping failed: ${error instanceof Error ? error.name : 'unknown'}`);
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
}
