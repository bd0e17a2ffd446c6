import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readBill, strangeLicences } from './bill-of-materials.ts';

/** Checks what Posko is made of: licences, signatures where the registry can be reached; `--out FILE` writes the bill. */
const { values } = parseArgs({ options: { out: { type: 'string' } } });

const bill = readBill();
const tally = Map.groupBy(bill.components, ({ licence }) => licence);
for (const [licence, parts] of [...tally].sort(([, a], [, b]) => b.length - a.length)) {
  console.log(`${String(parts.length).padStart(4)} ${licence}`);
}
const strange = strangeLicences(bill);
for (const line of strange) console.error(line);
if (values.out !== undefined) writeFileSync(values.out, bill.text);

const signatures = spawnSync('npm', ['audit', 'signatures', '--loglevel', 'error'], {
  encoding: 'utf8',
});
const said = `${signatures.stdout}${signatures.stderr}`;
const isOffline = /npm error network|ENOTFOUND|ECONNREFUSED|EAI_AGAIN/.test(said);
console.log(isOffline ? 'signatures: not checked, the registry cannot be reached' : said.trim());
if (strange.length > 0 || (!isOffline && signatures.status !== 0)) process.exitCode = 1;
