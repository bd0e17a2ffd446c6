// Runs before anything that an older Node could not load, so it is plain JavaScript of 2015.
if (Number(process.versions.node.split('.')[0]) < 24) {
  process.stderr.write(
    `posko: Node ${process.versions.node} (${process.execPath}) is too old; ` +
      'install Node 24, or run "npm ci" and then Posko through npm, which brings its own\n',
  );
  process.exit(1);
}
