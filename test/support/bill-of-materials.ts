import { spawnSync } from 'node:child_process';

/** What the production install consists of, by npm's own account. */
export interface Bill {
  /** CycloneDX, as npm writes it. */
  text: string;
  components: { name: string; version: string; licence: string }[];
}

/** Licences under which a part may go into a program under the GPL, version 3 or later. */
const FINE = new Set([
  ...[
    'MIT',
    'MIT-0',
    'ISC',
    '0BSD',
    'BSD-2-Clause',
    'BSD-3-Clause',
    'PSF-2.0',
    'Apache-2.0',
    'BlueOak-1.0.0',
  ],
  ...['GPL-3.0', 'LGPL-3.0-or-later', 'Bitstream-Vera', '(MIT OR Apache-2.0)', '(MIT OR CC0-1.0)'],
]);

/** Packages whose licence stands in their files, not in what npm reads. */
const BY_HAND: Readonly<Record<string, string>> = {
  'dejavu-fonts-ttf': 'Bitstream-Vera',
  'png-js': 'MIT',
  sylvester: 'MIT',
};

/**
 * Asks npm for the bill of materials of what production installs. `npm sbom --omit dev` leaves out what a tool
 * needs as well (zod, yaml), so everything is asked for, and what is for development alone taken out here.
 */
export function readBill(): Bill {
  const words = ['sbom', '--sbom-format', 'cyclonedx'];
  const { stdout } = spawnSync('npm', words, { encoding: 'utf8', maxBuffer: 64 * 1024 ** 2 });
  const whole: { components: Component[]; dependencies: { ref: string }[] } = JSON.parse(stdout);
  const isOurs = ({ properties = [] }: Component) =>
    !properties.some(({ name }) => name === 'cdx:npm:package:development');
  const components = whole.components.filter(isOurs);
  const gone = new Set(whole.components.map((each) => each['bom-ref']));
  for (const each of components) gone.delete(each['bom-ref']);
  const dependencies = whole.dependencies.filter(({ ref }) => !gone.has(ref));
  return {
    text: JSON.stringify({ ...whole, components, dependencies }, null, 2),
    components: components.map(({ name, version, licenses = [] }) => {
      const [first] = licenses;
      const stated = first?.expression ?? first?.license?.id ?? first?.license?.name;
      return { name, version, licence: stated ?? BY_HAND[name] ?? 'none' };
    }),
  };
}

interface Component {
  'bom-ref': string;
  name: string;
  version: string;
  properties?: { name: string }[];
  licenses?: { expression?: string; license?: { id?: string; name?: string } }[];
}

/** Parts whose licence is unknown or does not fit, one a line. */
export function strangeLicences({ components }: Bill): string[] {
  return components
    .filter(({ licence }) => !FINE.has(licence))
    .map(({ name, version, licence }) => `${name} ${version}: ${licence} is not allowed here`);
}
