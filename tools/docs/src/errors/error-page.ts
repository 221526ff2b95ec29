import type { PublishedSource } from '../published-sources.ts'

/** A place in the sources: who says so, and in which file. */
export interface Place {
  readonly name: string
  readonly file: string
}

/** What one package says of one code. */
export interface CatalogueEntry {
  readonly code: string
  readonly package: string
  /** From the root: `packages/core`. */
  readonly folder: string
  readonly message: string
  readonly remedy: string
  /** The names that the texts are filled from. */
  readonly details: readonly string[]
  /** Declarations whose docstring has the code in `@throws`. */
  readonly thrownBy: readonly Place[]
  /** Files that make the error. */
  readonly raisedIn: readonly PublishedSource['file'][]
}

const fence = (text: string): string => `\`\`\`text\n${text}\n\`\`\``
const link = (file: string): string => `[${file}](../../${file})`

function section(entry: CatalogueEntry): string[] {
  return [
    `From [\`${entry.package}\`](../../${entry.folder}). It says:`,
    fence(entry.message),
    'What to do:',
    fence(entry.remedy),
    ...(entry.details.length > 0
      ? [`Its \`details\`: ${entry.details.map((name) => `\`${name}\``).join(', ')}.`]
      : []),
    ...(entry.thrownBy.length > 0
      ? [
          'Thrown by, as their docstrings say:',
          entry.thrownBy.map(({ name, file }) => `- \`${name}\` in ${link(file)}`).join('\n'),
        ]
      : []),
    'Made in:',
    entry.raisedIn.map((file) => `- ${link(file)}`).join('\n'),
  ]
}

/** The page of one code. Several entries are those of subnets that share a word. */
export function errorPage(code: string, entries: readonly CatalogueEntry[]): string {
  return `${[`# ${code}`, ...entries.flatMap(section), '[All errors](README.md)'].join('\n\n')}\n`
}
