import { pathToFileURL } from 'node:url'
import type { ErrorEntry } from '@subnetkit/core'
import { type PublishedSource, publishedSources } from '../published-sources.ts'
import { root } from '../root.ts'
import type { CatalogueEntry, Place } from './error-page.ts'
import { throwsTags } from './throws-tags.ts'

const declaration = /^export const (\w+) = defineErrors\(/gm

/** Every error list of the published packages: the sources are asked for their names, the modules for their entries. */
async function errorLists(sources: readonly PublishedSource[]) {
  const lists = []
  for (const source of sources) {
    for (const [, list] of source.text.matchAll(declaration)) {
      const module = await import(pathToFileURL(`${root}${source.file}`).href)
      const entries = module[list!].entries as Readonly<Record<string, ErrorEntry>>
      lists.push({ ...source, list: list!, entries })
    }
  }
  return lists
}

const escaped = (text: string): string => text.replace(/[$]/g, '\\$&')

/** Files that make the error: `list.CODE(`, or the code as a word where the list is asked by a variable. */
function raisedIn(sources: readonly PublishedSource[], list: string, code: string, home: string): string[] {
  const files = (pattern: RegExp): string[] =>
    sources.filter(({ text, file }) => file !== home && pattern.test(text)).map(({ file }) => file)
  const direct = files(new RegExp(`\\b${escaped(list)}\\s*\\.${code}\\b`))
  // A list may lie in the file that uses it.
  const own = sources.find(({ file }) => file === home)
  if (own && new RegExp(`\\b${escaped(list)}\\.${code}\\(`).test(own.text)) direct.unshift(home)
  return direct.length > 0 ? direct : files(new RegExp(`'${code}'`))
}

/** What every published package says of every code, by code and then by package. */
export async function readCatalogue(): Promise<CatalogueEntry[]> {
  const sources = publishedSources()
  const tags = sources.map((source) => ({ source, tags: throwsTags(source.file, source.text) }))
  const lists = await errorLists(sources)
  const owners = (code: string): number => lists.filter(({ entries }) => Object.hasOwn(entries, code)).length

  const catalogue = lists.flatMap(({ package: name, file, list, entries }) =>
    Object.entries(entries).map(([code, { message, remedy }]): CatalogueEntry => {
      const own = sources.filter((source) => source.package === name)
      const thrownBy = tags
        // A code that subnets share is each one's own; any other may pass through packages above.
        .filter(({ source }) => source.package === name || owners(code) === 1)
        .flatMap(({ tags }): Place[] => tags.get(code) ?? [])
      return {
        code,
        package: name,
        folder: file.slice(0, file.indexOf('/src/')),
        message,
        remedy,
        details: [
          ...new Set([...`${message} ${remedy}`.matchAll(/\{(\w+)\}/g)].map(([, detail]) => detail!)),
        ],
        thrownBy,
        raisedIn: raisedIn(own, list, code, file),
      }
    }),
  )
  const order = (entry: CatalogueEntry): string => `${entry.code} ${entry.package}`
  return catalogue.sort((a, b) => (order(a) < order(b) ? -1 : 1))
}
