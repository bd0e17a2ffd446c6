import { readFile } from 'node:fs/promises';
import { parentPort } from 'node:worker_threads';
import { gunzipSync } from 'node:zlib';
import load from 'tesseract.js-core/tesseract-core-simd-lstm.js';

/** Request to the thread: read a graymap in one of Tesseract's modes. */
export interface Request {
  pgm: Uint8Array;
  mode: string;
}

/** Response: the TSV, or that this is no picture. */
export type Reply = { type: 'read'; tsv: string } | { type: 'refused' };

const MODEL = import.meta.resolve('@tesseract.js-data/ind/4.0.0_best_int/ind.traineddata.gz');

async function start() {
  const silent = { print() {}, printErr() {} }; // it reports every picture on standard error
  const core = await load(silent);
  core.FS.writeFile('ind.traineddata', gunzipSync(await readFile(new URL(MODEL))));
  const api = new core.TessBaseAPI();
  if (api.Init(null, 'ind', 1) !== 0) throw new Error('the model for Indonesian cannot be loaded');
  return ({ pgm, mode }: Request): Reply => {
    api.SetVariable('tessedit_pageseg_mode', mode);
    core.FS.writeFile('/input', pgm);
    if (api.SetImageFile(1, 0) === 1) return { type: 'refused' };
    api.Recognize(null);
    const tsv = api.GetTSVText();
    api.Clear();
    return { type: 'read', tsv };
  };
}

const recognise = await start();
parentPort?.on('message', (request: Request) => parentPort?.postMessage(recognise(request)));
