import { type CatalogueEntry, errorPage } from './error-page.ts'
import { refusalsPage } from './refusals-page.ts'

function indexPage(entries: readonly CatalogueEntry[]): string {
  const folders = [...new Set(entries.map(({ folder }) => folder))].sort()
  const lists = folders.flatMap((folder) => {
    const own = entries.filter((entry) => entry.folder === folder)
    return [`## \`${own[0]!.package}\``, own.map(({ code }) => `- [${code}](${code}.md)`).join('\n')]
  })
  return `${[
    '# Errors',
    'Every error that a package throws on purpose, by its code: what it says, what to do, and where it comes from.\n' +
      'A name in braces is filled from the `details` of the error. `npm run docs` makes these pages from the error lists in the sources.',
    'What the chain itself refuses has names of its own: [refusals of the chain](refusals.md).',
    ...lists,
  ].join('\n\n')}\n`
}

/** Every page of the catalogue, by file name. */
export function cataloguePages(entries: readonly CatalogueEntry[]): Map<string, string> {
  const codes = [...new Set(entries.map(({ code }) => code))]
  return new Map([
    ['README.md', indexPage(entries)],
    ['refusals.md', refusalsPage()],
    ...codes.map((code): [string, string] => [
      `${code}.md`,
      errorPage(
        code,
        entries.filter((entry) => entry.code === code),
      ),
    ]),
  ])
}
