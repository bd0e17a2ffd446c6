declare module 'natural/lib/natural/tfidf/index.js' {
  class TfIdf {
    addDocument(words: readonly string[]): void;
    tfidfs(words: readonly string[], each: (document: number, score: number) => void): void;
  }
  const all: { TfIdf: typeof TfIdf };
  export = all;
}
