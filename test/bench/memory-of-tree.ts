import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Returns the memory of this process and all that it has started, but for one program, in megabytes. */
export async function memoryOfTree(program = ''): Promise<number> {
  const { stdout } = await promisify(execFile)('ps', ['-eo', 'pid=,ppid=,rss=,comm=']);
  const table = stdout
    .trim()
    .split('\n')
    .map((row) => row.trim().split(/\s+/))
    .filter(([, , , command]) => command !== program)
    .map((row) => row.slice(0, 3).map(Number));
  const ours = new Set([process.pid]);
  for (let before = 0; before < ours.size; ) {
    before = ours.size;
    for (const [pid = 0, parent = 0] of table) if (ours.has(parent)) ours.add(pid);
  }
  const sum = table.reduce((all, [pid = 0, , rss = 0]) => (ours.has(pid) ? all + rss : all), 0);
  return Math.round(sum / 1024);
}
