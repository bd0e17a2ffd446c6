import { stripTypeScriptTypes } from 'node:module';
import regexp from 'eslint-plugin-regexp';
import * as espree from 'espree';

/** Biome checks everything else: this is only about expressions that a hostile text makes slow. */
export default [
  {
    files: ['src/**/*.ts', 'src/**/*.js'],
    plugins: { regexp },
    languageOptions: { parser: { meta: { name: 'stripped-typescript' }, parseForESLint } },
    rules: {
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'potential' }],
    },
  },
];

/** Node leaves spaces where types were, so that what is reported stands where it says. */
function parseForESLint(code, options) {
  const ast = espree.parse(stripTypeScriptTypes(code), { ...options, ecmaVersion: 'latest' });
  return { ast };
}
