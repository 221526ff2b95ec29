import { readFileSync } from 'node:fs'
import type { PublishedSource } from '../published-sources.ts'
import { freeNames } from './free-names.ts'
import { givenPath } from './given-path.ts'
import { isChecked, type Snippet } from './snippet.ts'

const fence = /^[ \t]*\*?[ \t]*```(\w+)?[ \t]*(.*)\n([\s\S]*?)^[ \t]*\*?[ \t]*```[ \t]*$/gm
const exported = /^export (?:declare )?(?:async )?(?:const|function|class|interface|type) (\w+)/gm

/** Names that are everybody's: those of the language and Node, and of given.d.ts. */
const known = new Set([
  'const',
  ...Object.getOwnPropertyNames(globalThis),
  ...[...readFileSync(givenPath, 'utf8').matchAll(/^declare const (\w+)/gm)].map(([, name]) => name!),
])

/** The snippets in the docstrings of a source. */
export function snippetsOfDocstrings(file: string, text: string): Snippet[] {
  return [...text.matchAll(/\/\*\*[\s\S]*?\*\//g)].flatMap((comment) =>
    [...comment[0].matchAll(fence)].flatMap(({ index, 1: language = '', 2: meta, 3: code }) => {
      if (!isChecked(language, meta)) return []
      const line = text.slice(0, comment.index + index).split('\n').length + 1
      return [{ file, line, code: code!.replace(/^[ \t]*\*[ ]?/gm, '') }]
    }),
  )
}

/**
 * The snippets in the docstrings of packages, with what they take for granted: declarations of their own package, and
 * values that they only read (`bytes`, `signal`). A function or a type that nothing declares is a mistake.
 */
export function snippetsOfSources(sources: readonly PublishedSource[]): Snippet[] {
  const homes = new Map<string, string>()
  for (const source of sources) {
    for (const [, name] of source.text.matchAll(exported)) {
      const key = `${source.package} ${name}`
      if (!homes.has(key)) homes.set(key, source.file)
    }
  }
  return sources.flatMap((source) => {
    const own = new Set([...source.text.matchAll(exported)].map(([, name]) => name))
    const folder = source.file.slice(0, source.file.indexOf('/src/') + 5)
    return snippetsOfDocstrings(source.file, source.text).map((snippet) => {
      const granted = [...freeNames(snippet.code)].flatMap(([name, isRead]) => {
        const home = own.has(name) ? source.file : homes.get(`${source.package} ${name}`)
        if (home !== undefined) return [`import { ${name} } from './${home.slice(folder.length)}';`]
        return isRead && !known.has(name) ? [`declare const ${name}: any;`] : []
      })
      // On the first line, so that lines stay what they are.
      return { ...snippet, code: granted.join(' ') + snippet.code }
    })
  })
}
