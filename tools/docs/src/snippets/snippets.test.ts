import { expect, test } from 'vitest'
import { markdownFiles, parseMarkdown } from '../markdown/markdown-file.ts'
import { publishedSources } from '../published-sources.ts'
import { checkSnippets } from './check-snippets.ts'
import { snippetsOfDocstrings, snippetsOfSources } from './of-docstrings.ts'
import { snippetsOfMarkdown } from './of-markdown.ts'

const fence = '```'

test('every ts snippet of Markdown and docstrings type-checks; mend it, or write `ts fragment`', {
  timeout: 240_000,
}, () => {
  const markdown = markdownFiles().flatMap(snippetsOfMarkdown)
  const docstrings = snippetsOfSources(publishedSources())
  expect(markdown.length).toBeGreaterThan(5)
  expect(docstrings.length).toBeGreaterThan(50)
  // One program for all, as most of the time goes into reading the workspace; the last one shows that a mistake is seen.
  const wrong = {
    file: 'docs/wrong.md',
    line: 7,
    code: "import { parseTao } from '@subnetkit/core'\nparseTao(1.5)",
  }
  // Two files that a text names.
  const named = [
    {
      file: 'docs/named.md',
      line: 1,
      named: 'src/one.ts',
      code: "import { z } from 'zod'\nexport const one = z.string()",
    },
    {
      file: 'docs/named.md',
      line: 9,
      named: 'src/two.ts',
      code: "import { one } from './one.ts'\none.parse(1).length",
    },
  ]
  expect(checkSnippets([...markdown, ...docstrings, ...named, wrong])).toEqual([
    "docs/wrong.md:8: Argument of type 'number' is not assignable to parameter of type 'string'.",
  ])
})

test('snippets are found with their lines, fragments and other languages left out', () => {
  const text = `# A\n\n${fence}ts\nconst a = 1\n${fence}\n\n- in a list\n  ${fence}ts\n  const b = 2\n  ${fence}\n${fence}ts fragment\nc(\n${fence}\n${fence}sh\nls\n${fence}\n`
  expect(snippetsOfMarkdown(parseMarkdown('a.md', text))).toEqual([
    { file: 'a.md', line: 4, code: 'const a = 1' },
    { file: 'a.md', line: 9, code: 'const b = 2' },
  ])
  const source = `/** Says. */\nexport {}\n/**\n * @example\n * ${fence}ts\n * const a = \`\n *   x\`\n * ${fence}\n * ${fence}ts fragment\n * c(\n * ${fence}\n * ${fence}ts\n * const b = 2\n * ${fence}\n */\n`
  expect(snippetsOfDocstrings('a.ts', source)).toEqual([
    { file: 'a.ts', line: 6, code: 'const a = `\n  x`\n' },
    { file: 'a.ts', line: 13, code: 'const b = 2\n' },
  ])
})

test('a docstring takes for granted what its package declares and values that it reads, but no function or type', () => {
  const example = 'const b = make(bytes, chain) as Kind; gone(); b.other()'
  const text = `/**\n * @example\n * ${fence}ts\n * ${example}\n * ${fence}\n */\nexport function make() {}\n`
  const source = { package: 'p', file: 'packages/p/src/sub/make.ts', text }
  const kind = { package: 'p', file: 'packages/p/src/kind.ts', text: 'export interface Kind {}\n' }
  const elsewhere = { package: 'q', file: 'packages/q/src/gone.ts', text: 'export const gone = 1\n' }
  expect(snippetsOfSources([source, kind, elsewhere])).toEqual([
    {
      file: 'packages/p/src/sub/make.ts',
      line: 4,
      code: `import { make } from './sub/make.ts'; declare const bytes: any; import { Kind } from './kind.ts';${example}\n`,
    },
  ])
})
