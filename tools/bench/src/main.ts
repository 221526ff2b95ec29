import { parseArgs } from 'node:util'
import { benches } from './benches.ts'
import type { BenchResult } from './result.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
})

const usage = `Usage: npm run bench -- [NAME] [--json]

Benchmarks that print ratios measured side by side in one run. NAME is a bench or a room (the part before the dot).
Benches: ${Object.keys(benches).join(', ')}`

if (values.help) {
  console.log(usage)
} else {
  const name = positionals[0]
  const chosen = Object.entries(benches).filter(
    ([bench]) => name === undefined || bench === name || bench.startsWith(`${name}.`),
  )
  if (chosen.length === 0 || positionals.length > 1) {
    process.stderr.write(`${usage}\n`)
    process.exitCode = 2
  } else {
    const results: BenchResult[] = []
    for (const [bench, run] of chosen) {
      process.stderr.write(`${bench} …\n`)
      results.push(...(await run((line) => process.stderr.write(`  ${line}\n`))))
    }
    if (values.json) console.log(JSON.stringify(results, null, 2))
    else printTable(results)
  }
}

function printTable(results: readonly BenchResult[]): void {
  const rows = results.map((result) => [
    result.bench,
    result.case,
    `${result.value} ${result.unit}`,
    `${result.spread[0]} – ${result.spread[1]}`,
    Object.entries(result.ratios)
      .map(([peer, ratio]) => `${ratio.toFixed(2)} × ${peer}`)
      .join(', '),
  ])
  const titles = ['bench', 'case', 'median', 'quartiles', 'ratio']
  const widths = titles.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]!.length)))
  for (const row of [titles, ...rows]) {
    console.log(
      row
        .map((text, i) => text.padEnd(widths[i]!))
        .join('  ')
        .trimEnd(),
    )
  }
}
