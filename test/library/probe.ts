import { globSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { inspectLibrary } from '../../src/library.ts';
import { withLibrary } from './base-library.ts';
console.log('BASE', withLibrary({}, inspectLibrary).findings);
for (const p of globSync('test/fixtures/broken-flows/*.yaml').sort()) {
  try { const r = withLibrary(parse(readFileSync(p, 'utf8')), inspectLibrary).findings; console.log(p.split('/').at(-1)); for (const f of r.slice(0, 5)) console.log('    ', [f.file, f.state, f.message].filter(Boolean).join(': ')); if (r.length > 5) console.log('     …', r.length); } catch (e) { console.log(p, 'THROWS', e); }
}
