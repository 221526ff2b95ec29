import { expect, it } from 'vitest'
import type { NetworkView, NeuronRow } from './network-view.ts'
import { renderTable } from './render-table.ts'

const row = (values: Partial<NeuronRow>): NeuronRow => ({
  uid: 0,
  name: 'owner',
  role: 'owner',
  character: 'honest',
  score: null,
  weight: 0,
  incentive: 0,
  dividends: 0,
  emission: 0n,
  latencyMs: null,
  ...values,
})

const view: NetworkView = {
  runtime: 'ts',
  specVersion: 424,
  url: 'ws://127.0.0.1:9944',
  seed: 'x',
  block: 57,
  note: 'weights set by validator-1',
  subnets: [
    {
      netuid: 2,
      name: 'text',
      tempo: 20,
      lastEpochBlock: 47,
      epochs: 1,
      rows: [
        row({}),
        row({ uid: 1, name: 'validator-1', role: 'validator', dividends: 32767, emission: 1_500_000_000n }),
        row({
          uid: 2,
          name: 'miner-1',
          role: 'miner',
          score: 0.97,
          weight: 0.5,
          incentive: 32767,
          latencyMs: 81.6,
        }),
        row({ uid: 3, name: 'miner-2', role: 'miner', character: 'lazy', score: 0, incentive: 0 }),
      ],
    },
  ],
}

it('shows block, tempo bar and every neuron in columns', () => {
  const text = renderTable(view, { color: false })
  expect(text.join('\n')).toMatchInlineSnapshot(`
    "subnetkit  block 57  runtime ts (spec 424)  ws://127.0.0.1:9944  seed x

    subnet 2 text  tempo ██████████░░░░░░░░░░ 10/20  epochs with weights 1
    uid  name         character  score  weight   incentive  emission α  latency
      0  owner        owner          –       –       0.0 %       0.000        –
      1  validator-1  validator      –       –  div 50.0 %       1.500        –
      2  miner-1      honest      0.97  50.0 %      50.0 %       0.000    82 ms
      3  miner-2      lazy        0.00   0.0 %       0.0 %       0.000        –

    weights set by validator-1
    Ctrl-C stops everything."
  `)
})

it('uses colour only when asked to', () => {
  const esc = String.fromCharCode(27)
  expect(renderTable(view, { color: false }).join('')).not.toContain(esc)
  expect(renderTable(view, { color: true }).join('')).toContain(esc)
})
