declare module 'punycode/punycode.js' {
  /** Decodes the labels of a host that begin with "xn--"; throws RangeError for broken ones. */
  const punycode: { toUnicode(host: string): string };
  export = punycode;
}
