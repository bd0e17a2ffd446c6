import { readFileSync } from 'node:fs';

/** Returns what the process, its threads and the programs it started have worked, in milliseconds. */
export function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1]?.split(' ') ?? [];
  const ofPrograms = (Number(fields[13]) + Number(fields[14])) * TICK_MS;
  return (user + system) / 1000 + ofPrograms;
}

/** Of the kernel's clock. */
const TICK_MS = 10;
