import { expect, it } from 'vitest'
import { readSteps } from './read-steps.ts'

const page = (...fences: string[]): string => `# Page\n\n${fences.join('\n\nsome words\n\n')}\n`

it('reads every kind of fence, in order, with its line', () => {
  const steps = readSteps(
    'p.md',
    page(
      '```sh before\nnpm run x\n```',
      '```sh\necho 1\n```',
      '```text\n1\n```',
      '```ts src/a.ts\nexport {}\n```',
      '```diff\n--- a/x\n```',
    ),
  )
  expect(steps.map(({ kind, line }) => `${line} ${kind}`)).toEqual([
    '3 before',
    '9 run',
    '15 look',
    '21 write',
    '27 change',
  ])
  expect(steps[3]).toEqual({ kind: 'write', path: 'src/a.ts', text: 'export {}\n', line: 21 })
})

it.each([
  ['FENCE_UNKNOWN', '```ts\nconst a = 1\n```'],
  ['FENCE_UNKNOWN', '```\nplain\n```'],
  ['FENCE_UNKNOWN', '```bash\nls\n```'],
  ['FENCE_OPEN', '```sh\nls'],
  ['OUTPUT_ALONE', '```text\nhello\n```'],
  ['PATH_OUTSIDE', '```ts ../a.ts\n```'],
  ['PATH_OUTSIDE', '```ts /etc/a.ts\n```'],
  ['PATH_OUTSIDE', '```ts a/../../b.ts\n```'],
])('refuses with %s', (code, fence) => {
  expect(() => readSteps('p.md', page(fence))).toThrow(expect.objectContaining({ code }))
})
