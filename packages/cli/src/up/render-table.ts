import { styleText } from 'node:util'
import { formatTao } from '@subnetkit/core'
import type { NetworkView, NeuronRow, SubnetView } from './network-view.ts'

type Style = Parameters<typeof styleText>[0]
type Paint = (style: Style, text: string) => string

const columns = ['uid', 'name', 'character', 'score', 'weight', 'incentive', 'emission α', 'latency'] as const

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`

function cells(row: NeuronRow): string[] {
  return [
    String(row.uid),
    row.name,
    row.role === 'miner' ? row.character : row.role,
    row.score === null ? '–' : row.score.toFixed(2),
    row.role === 'miner' ? percent(row.weight) : '–',
    row.role === 'validator' ? `div ${percent(row.dividends / 65535)}` : percent(row.incentive / 65535),
    formatTao(row.emission, 3),
    row.latencyMs === null ? '–' : `${Math.round(row.latencyMs)} ms`,
  ]
}

/** A miner that earns is good news, one that earns nothing is a caught attacker or a broken miner. */
function rowStyle(row: NeuronRow): Style | undefined {
  if (row.role !== 'miner') return 'dim'
  if (row.score === null) return undefined
  return row.incentive > 655 ? 'green' : 'red'
}

function tempoBar(subnet: SubnetView, block: number, width = 20): string {
  const done = Math.min(subnet.tempo, Math.max(0, block - subnet.lastEpochBlock))
  const filled = Math.round((done / Math.max(1, subnet.tempo)) * width)
  return `${'█'.repeat(filled)}${'░'.repeat(width - filled)} ${done}/${subnet.tempo}`
}

function renderSubnet(subnet: SubnetView, block: number, paint: Paint): string[] {
  const rows = subnet.rows.map(cells)
  const widths = columns.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]!.length)))
  const line = (texts: readonly string[]): string =>
    texts
      .map((text, i) => (i === 1 || i === 2 ? text.padEnd(widths[i]!) : text.padStart(widths[i]!)))
      .join('  ')
  return [
    `${paint('bold', `subnet ${subnet.netuid} ${subnet.name}`)}  tempo ${tempoBar(subnet, block)}  epochs with weights ${subnet.epochs}`,
    paint('dim', line(columns)),
    ...rows.map((texts, i) => {
      const style = rowStyle(subnet.rows[i]!)
      return style ? paint(style, line(texts)) : line(texts)
    }),
  ]
}

/**
 * The live picture as lines of text: a heading, a table for every subnet, the newest event.
 *
 * @param options.color paint with ANSI colours; off for anything that is not a terminal
 */
export function renderTable(view: NetworkView, options: { color: boolean }): string[] {
  const paint: Paint = (style, text) =>
    options.color ? styleText(style, text, { validateStream: false }) : text
  return [
    `${paint('bold', 'subnetkit')}  block ${paint('cyan', String(view.block))}  runtime ${view.runtime} (spec ${view.specVersion})  ${view.url}  seed ${view.seed}`,
    '',
    ...view.subnets.flatMap((subnet) => [...renderSubnet(subnet, view.block, paint), '']),
    ...(view.note ? [paint('dim', view.note)] : []),
    paint('dim', 'Ctrl-C stops everything.'),
  ]
}
