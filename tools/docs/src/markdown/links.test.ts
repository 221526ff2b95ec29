import { expect, test } from 'vitest'
import { root } from '../root.ts'
import { brokenLinks } from './links.ts'
import { markdownFiles, parseMarkdown } from './markdown-file.ts'

const linksOf = (text: string) => brokenLinks(root, parseMarkdown('docs/example.md', text))

test('every link and anchor of every Markdown file resolves', () => {
  const files = markdownFiles()
  expect(files.map(({ file }) => file)).toContain('README.md')
  expect(files.flatMap((file) => brokenLinks(root, file))).toEqual([])
})

test.each([
  ['a file that is not there', '\n[x](nowhere.md)', /^docs\/example\.md:2: .*no docs\/nowhere\.md/],
  ['a picture that is not there', '![x](images/no.svg)', /no docs\/images\/no\.svg/],
  ['a heading that is not there', '[x](design.md#the-hut)', /no heading #the-hut; it has .*#the-house/],
  ['a heading of a folder', '[x](../packages/core#errors)', /is a folder/],
  ['a line of a source', '[x](../packages/core/src/units.ts#L3)', /leave #L3 out/],
  ['a place outside', '[x](../../secret.md)', /out of the checkout/],
  ['a definition', '[x][y]\n\n[y]: gone.md', /example\.md:3/],
])('refuses %s', (_, text, message) => {
  expect(linksOf(text)).toEqual([expect.stringMatching(message)])
})

test('takes files, folders, headings, the web, and what only looks like a link', () => {
  const text = `[a](design.md) [b](../packages/core) [c](design.md#the-house) [d](https://nowhere.invalid/x)

\`[e](gone.md)\`

\`\`\`md
[f](gone.md)
\`\`\`

[g](#h)

# H
`
  expect(linksOf(text)).toEqual([])
})
