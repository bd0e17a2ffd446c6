import { parseArgs } from 'node:util';
import { checkNight } from './check-night.ts';
import { playNight } from './play-night.ts';

const { values } = parseArgs({
  options: {
    tips: { type: 'string', default: '2000' },
    reports: { type: 'string', default: '150' },
    seed: { type: 'string', default: '20240214' },
  },
});
const [tips, reports, seed] = [Number(values.tips), Number(values.reports), Number(values.seed)];
const tell = (what: string) => process.stderr.write(`${what}\n`);
const played = await playNight({ tips, reports, seed, tell });
const checks = await checkNight(played);
for (const [what, count] of [...played.notes].sort()) console.log(`  ${what}: ${count}`);
for (const { name, count, faults } of checks) {
  console.log(`${faults.length === 0 ? '✓' : '✗'} ${name} (${count})`);
  for (const fault of faults.slice(0, 10)) console.log(`    ${fault}`);
  if (faults.length > 10) console.log(`    and ${faults.length - 10} more`);
}
await played.close();
process.exitCode = checks.every(({ faults }) => faults.length === 0) ? 0 : 1;
