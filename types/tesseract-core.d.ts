/** Used part of the package, which has no types. */
declare module 'tesseract.js-core/tesseract-core-simd-lstm.js' {
  interface Api {
    /** 0 if the model was loaded; engine 1 is the neural network. */
    Init(folder: null, language: string, engine: 1): number;
    SetVariable(name: string, value: string): void;
    /** Reads the file /input; 1 if it is no picture. */
    SetImageFile(orientation: 1, angle: 0): number;
    Recognize(progress: null): number;
    GetTSVText(): string;
    Clear(): void;
  }
  interface Core {
    readonly FS: { writeFile(path: string, bytes: Uint8Array): void };
    readonly TessBaseAPI: new () => Api;
  }
  function load(options: {
    print(line: string): void;
    printErr(line: string): void;
  }): Promise<Core>;
  export = load;
}
