import { z } from 'zod';
import provinces from './provinces.json' with { type: 'json' };

const byName = new Map<string, string>();
for (const [province, others] of Object.entries(provinces)) {
  for (const name of [province, ...others]) byName.set(simplify(name), province);
}
const names = [...byName.keys()].sort((a, b) => b.length - a.length);

export const provinceNames: readonly string[] = Object.keys(provinces).toSorted();

/** Whether a text is the exact listed name of a province. */
export function isProvince(text: string): boolean {
  return Object.hasOwn(provinces, text);
}

/** Finds the province a text names, by name, abbreviation or large town; undefined if none. */
export function findProvince(text: string): string | undefined {
  const said = ` ${simplify(text)} `;
  const name = names.find((candidate) => said.includes(` ${candidate} `));
  return name === undefined ? undefined : byName.get(name);
}

/** Whether a text names a province or a large town there, perhaps among others. */
export function namesProvince(text: string, province: string): boolean {
  const said = ` ${simplify(text)} `;
  return names.some((name) => byName.get(name) === province && said.includes(` ${name} `));
}

function simplify(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/\b(provinsi|prov|kota|kabupaten|kab)\b/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** A province by any of its names, read as its official name. */
export const provinceSchema = z.string().transform((text, context) => {
  const province = findProvince(text);
  if (province === undefined) context.addIssue('is no province of Indonesia');
  return province ?? z.NEVER;
});
