import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { inspectContent } from '../app/load-content.ts';
import { Failure } from '../app/user-error.ts';
import { drawFlow } from '../engine/draw.ts';
import type { Flow } from '../engine/flow.ts';
import { configFor, print, printJson } from './output.ts';

/** `posko flows …`: check and draw the conversations. */
export function flowsCommand(): Command {
  const flows = new Command('flows').description('check and draw the conversations');
  flows
    .command('check')
    .description('list everything that has to be mended in flows and words')
    .option('--json', 'print JSON')
    .action((options: { json?: boolean }) => check(options));
  flows
    .command('draw [flow]')
    .description('draw one flow, or all of them, as Mermaid')
    .option('--out <folder>', 'write one Markdown file a flow')
    .option('--json', 'print JSON')
    .action((name: string | undefined, options: { out?: string; json?: boolean }) =>
      draw(name, options),
    );
  return flows;
}

/** The page of one flow in the documentation. */
export function flowPage(flow: Flow): string {
  return `# ${flow.name}\n\nDrawn from \`flows/${flow.name}.yaml\`; do not edit by hand.\n\n\`\`\`mermaid\n${drawFlow(flow)}\`\`\`\n`;
}

function check({ json }: { json?: boolean }): void {
  const { findings, script } = inspectContent(configFor({}));
  if (json) printJson(findings);
  else {
    for (const { file, state, message } of findings)
      print([file, state, message].filter(Boolean).join(': '));
  }
  if (findings.length > 0) throw new Failure(`${findings.length} to fix`);
  if (!json) print(`${script.flows.size} flows and ${script.locales.size} languages are sound.`);
}

function draw(name: string | undefined, { out, json }: { out?: string; json?: boolean }): void {
  const { script } = inspectContent(configFor({}));
  const flows = [...script.flows.values()].filter(
    (flow) => name === undefined || flow.name === name,
  );
  if (flows.length === 0) {
    throw new Failure(`there is no flow ${name}; there are ${[...script.flows.keys()].join(', ')}`);
  }
  if (json) {
    printJson(flows.map((flow) => ({ flow: flow.name, mermaid: drawFlow(flow) })));
    return;
  }
  if (out === undefined) {
    for (const flow of flows) print(drawFlow(flow));
    return;
  }
  mkdirSync(out, { recursive: true });
  for (const flow of flows) writeFileSync(join(out, `${flow.name}.md`), flowPage(flow));
  print(`${flows.length} drawings in ${out}`);
}
