import { isChecked, type Snippet } from './snippet.ts'

const fence = /^[ \t]*\*?[ \t]*```(\w+)?[ \t]*(.*)\n([\s\S]*?)^[ \t]*\*?[ \t]*```[ \t]*$/gm

/** The snippets in the docstrings of a source. Template strings that hold docstrings are not told apart. */
export function snippetsOfDocstrings(file: string, text: string): Snippet[] {
  return [...text.matchAll(/\/\*\*[\s\S]*?\*\//g)].flatMap((comment) =>
    [...comment[0].matchAll(fence)].flatMap(([whole, language = '', meta, code], index) => {
      if (!isChecked(language, meta)) return []
      const start = comment.index + comment[0].indexOf(whole!, index === 0 ? 0 : comment[0].indexOf(whole!))
      const line = text.slice(0, start).split('\n').length + 1
      return [{ file, line, code: code!.replace(/^[ \t]*\*[ ]?/gm, '') }]
    }),
  )
}
