import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspectContent } from '../app/load-content.ts';
import { Failure } from '../app/user-error.ts';
import { drawFlow } from '../engine/draw.ts';
import type { Flow } from '../engine/flow.ts';
import { createCommand } from './create-command.ts';
import { configFor, print, printJson } from './output.ts';

export const flowsCommand = createCommand('flows', { check, 'draw [flow]': draw });

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

function draw(name: string | undefined, { out, json }: { out?: string; json?: boolean }) {
  const { script } = inspectContent(configFor({}));
  const flows = [...script.flows.values()].filter(
    (flow) => name === undefined || flow.name === name,
  );
  if (flows.length === 0) {
    throw new Failure(`there is no flow ${name}; there are ${[...script.flows.keys()].join(', ')}`);
  }
  const drawings = flows.map((flow) => ({ flow: flow.name, mermaid: drawFlow(flow) }));
  if (json) return printJson(drawings);
  if (out === undefined) return print(drawings.map(({ mermaid }) => mermaid).join('\n'));
  mkdirSync(out, { recursive: true });
  for (const flow of flows) writeFileSync(join(out, `${flow.name}.md`), flowPage(flow));
  print(`${flows.length} drawings in ${out}`);
}
