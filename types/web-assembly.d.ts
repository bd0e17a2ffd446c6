/** Part of WebAssembly used here: Node has it, but only browser types declare it. */
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
    /** Adds pages of 64 KB; earlier views on the buffer become invalid. */
    grow(pages: number): number;
  }
}
