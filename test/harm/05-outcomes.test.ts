import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { openMemoryStore } from '../../src/app/open-store.ts';
import { actionsByName, runAction } from '../../src/services/actions/registry.ts';
import { aMasterKey, aPost } from '../support/builders.ts';

const run = promisify(execFile);

test('a call that ends in a way it never declared throws, and the citizen is told', async () => {
  const declared = actionsByName.get('record-consent');
  if (!declared) throw new Error('there is no record-consent');
  const { run: ours } = declared;
  declared.run = () => ({ outcome: 'recrded' });
  try {
    const post = await aPost(await openMemoryStore([], aMasterKey()));
    await post.write('w1', 'Sumur di Karangjati jadi minyak wangi sejak Selasa', {
      forwarded: true,
    });
    const before = post.heard.length;
    await post.write('w1', 'ya');
    await post.wait(200_000);
    expect(post.heard.length).toBeGreaterThan(before);
    expect(post.errors.map(String).join('\n')).toContain('recrded');
  } finally {
    declared.run = ours;
  }
});

test('an unknown call throws by its name', async () => {
  await expect(runAction('toString', {} as never)).rejects.toThrow('there is no call toString');
});

test('a misspelt outcome does not compile', async () => {
  const folder = mkdtempSync(join(process.cwd(), 'test/harm/compile-'));
  try {
    const source = readFileSync('src/services/actions/privacy-rights.ts', 'utf8');
    const misspelt = source.replace("outcome: 'recorded'", "outcome: 'recrded'");
    expect(misspelt).not.toBe(source);
    const at = (text: string) =>
      text.replaceAll(/from '(\.\.?)\//g, `from '../../../src/services/actions/$1/`);
    writeFileSync(join(folder, 'consent.ts'), at(misspelt));
    const config = { extends: '../../../tsconfig.json', include: ['consent.ts'] };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
    const failed = await run('npx', ['tsc', '-p', folder]).catch((error: unknown) => error);
    expect(failed).toHaveProperty('stdout', expect.stringContaining('recrded'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 120_000);
