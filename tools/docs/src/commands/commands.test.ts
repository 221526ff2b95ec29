import { expect, test } from 'vitest'
import { createProgram } from '../../../../packages/cli/src/program.ts'
import { markdownFiles, parseMarkdown } from '../markdown/markdown-file.ts'
import { commandLines } from './command-lines.ts'
import { judgeCommand } from './judge-command.ts'
import { scriptsOf } from './scripts-of.ts'

const known = { program: createProgram(), scriptsOf }
const judge = (line: string) => judgeCommand('docs/example.md', line.split(' '), known)

test('every script, command and flag that Markdown shows exists', () => {
  const lines = markdownFiles()
    // Remedies quote what their error is about.
    .filter(({ file }) => !file.startsWith('docs/errors/'))
    .flatMap(commandLines)
  expect(lines.length).toBeGreaterThan(30)
  expect(
    lines.flatMap(({ file, line, words }) => {
      const why = judgeCommand(file, words, known)
      return why ? [`${file}:${line}: \`${words.join(' ')}\`: ${why}.`] : []
    }),
  ).toEqual([])
})

test.each([
  ['npm run nonsense', /no script "nonsense"/],
  ['npm start --epochs 2', /npm start -- --epochs/],
  ['npm start -- --epoch 2', /up has no --epoch; it has .*--epochs/],
  ['npx subnetkit dance', /no command "dance"; there are up/],
  ['subnetkit localnet --prot 1', /localnet has no --prot/],
  ['subnetkit wallet dance', /no command "dance"/],
])('refuses %s', (line, message) => {
  expect(judge(line)).toMatch(message)
})

test.each([
  'npm run build',
  'npm test',
  'npm start -- --epochs 2 --json',
  'npx subnetkit miner --subnet text --own-setting 3',
  'subnetkit --help',
  'subnetkit up --help',
  'npm install @subnetkit/core',
])('takes %s', (line) => {
  expect(judge(line)).toBeUndefined()
})

test('lines are found in sh snippets and in code, without comments and here-documents', () => {
  const text =
    '`npm test` and `nothing`\n\n```sh\n(cd x && npm run e)\ncd x && npm run a --  \\\n  --b # npm run c\nsubnetkit up > out.json\n```\n\n```ts\nnpm run d\n```\n'
  expect(commandLines(parseMarkdown('a.md', text)).map(({ line, words }) => [line, words.join(' ')])).toEqual(
    [
      [1, 'npm test'],
      [4, 'npm run e'],
      [5, 'npm run a -- --b'],
      [6, 'subnetkit up'],
    ],
  )
})
