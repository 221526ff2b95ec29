import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { workedExample } from '../testing/worked-example.ts'
import { formatEpochOutput, parseEpochLine } from './epoch-line.ts'
import { formatTraceStep } from './format-trace-step.ts'
import { traceEpoch } from './trace-epoch.ts'

const page = readFileSync(new URL('../../../../docs/yuma.md', import.meta.url), 'utf8')
const blocks = (language: string) =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)\\n\`\`\`$`, 'gm'))].map(
    (match) => match[1]!,
  )

describe('docs/yuma.md', () => {
  const tables: string[] = []
  const output = traceEpoch(workedExample, (step) => tables.push(formatTraceStep(step)))

  it('shows tables as the code prints them', () => {
    expect(blocks('text').length).toBeGreaterThan(8)
    for (const block of blocks('text')) expect(tables).toContain(block)
  })

  it('shows the line and its answer', () => {
    const line = blocks('sh')[0]?.split('\n')[1]
    const [answer] = blocks('jsonl')
    expect(parseEpochLine(line!)).toEqual({
      ...workedExample,
      neurons: workedExample.neurons.map((neuron) => ({ ...neuron, earliestCommit: null })),
    })
    expect(JSON.parse(answer!)).toEqual(formatEpochOutput(output))
  })

  it('tells the truth in its sentences', () => {
    expect(output.emission.reduce((sum, amount) => sum + amount, 0n)).toBe(999_999_997n)
    // A fiftieth of the dividends.
    expect(output.dividends[2]! / 65535).toBeCloseTo(1 / 50, 2)
  })
})
