/** The part of WebAssembly that is used here: Node has it, but its types come with those of browsers only. */
declare namespace WebAssembly {
  class Module {
    constructor(bytes: Uint8Array<ArrayBuffer>);
  }
  class Instance {
    readonly exports: Record<string, unknown>;
    constructor(module: Module);
  }
  interface Memory {
    readonly buffer: ArrayBuffer;
    /** Adds pages of 64 KB; views on the buffer of before are dead then. */
    grow(pages: number): number;
  }
}
