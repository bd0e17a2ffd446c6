// Runs before anything that an older Node could not load, so it is plain JavaScript of 2015.
import nodeModule from 'node:module';
import { fileURLToPath } from 'node:url';

if (Number(process.versions.node.split('.')[0]) < 24) {
  process.stderr.write(
    `posko: Node ${process.versions.node} (${process.execPath}) is too old; ` +
      'install Node 24, or run "npm ci" and then Posko through npm, which brings its own\n',
  );
  process.exit(1);
}
// Translated sources are kept for the next start, unless the folder cannot be written. Before any TypeScript is read:
// for a single file that is not among them Node loads its translator, 20 MB.
nodeModule.enableCompileCache(
  fileURLToPath(new URL('../node_modules/.cache/posko', import.meta.url)),
);
