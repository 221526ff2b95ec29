/** A piece of TypeScript that the documentation shows. */
export interface Snippet {
  /** From the root, with slashes: where it is written. */
  readonly file: string
  /** The line of its first line of code. */
  readonly line: number
  readonly code: string
  /** The file that the fence names (`ts src/contract.ts`): other snippets of the same text may import it. */
  readonly named?: string
}

/**
 * Whether a fence asks to be checked: `ts`, not `ts fragment`.
 *
 * A fragment is a piece that cannot stand alone, such as a part of a file that the text goes through.
 */
export const isChecked = (language: string, meta = ''): boolean =>
  /^(ts|typescript)$/.test(language) && !meta.split(/\s+/).includes('fragment')
