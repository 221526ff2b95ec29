import type { NeuronEvent, RoundSettledEvent } from '@subnetkit/neuron'

/** Questions and what became of them, of or by one neuron. */
export interface Requests {
  requests: number
  failures: number
}

interface Asker {
  netuid: number
  hotkey?: string
  settled?: RoundSettledEvent
  asked: Requests
}

/** What the neurons of the network have said, added up. */
export interface Tally {
  /** A validator takes part: its rounds are waited for. */
  expect(neuron: string, netuid: number): void
  record(neuron: string, event: NeuronEvent): void
  /** Whether every validator of the subnet has settled the round of the epoch that began at `lastEpochBlock`. */
  settled(netuid: number, lastEpochBlock: number): boolean
  /** Mean of what the validators think of a hotkey, 0 … 1, or null when none has judged it. */
  score(netuid: number, hotkey: string): number | null
  /** Mean of what the validators measured of a hotkey in their last rounds, by the names of the subnet's findings. */
  findings(netuid: number, hotkey: string): Record<string, number>
  /** What was asked of a miner, or by a validator. */
  requests(netuid: number, hotkey: string): Requests
  /** Median time to a whole answer in the last round, ms. */
  latency(netuid: number, hotkey: string): number | null
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length
const median = (values: readonly number[]): number | null =>
  values.length === 0 ? null : [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!

export function createTally(): Tally {
  const askers = new Map<string, Asker>()
  const asked = new Map<string, Requests>()
  const answers = new Map<string, { epoch: number; ms: number[] }>()
  const key = (netuid: number, hotkey: string): string => `${netuid}/${hotkey}`
  const judged = (netuid: number, hotkey: string): RoundSettledEvent['scores'] =>
    [...askers.values()]
      .filter((asker) => asker.netuid === netuid)
      .flatMap((asker) => asker.settled?.scores.find((score) => score.hotkey === hotkey) ?? [])

  return {
    expect: (neuron, netuid) => void askers.set(neuron, { netuid, asked: { requests: 0, failures: 0 } }),
    record(neuron, event) {
      const asker = askers.get(neuron)
      if (!asker) return
      if (event.type === 'started') asker.hotkey = event.hotkey
      if (event.type === 'round-settled') asker.settled = event
      if (event.type !== 'answer') return
      const id = key(asker.netuid, event.hotkey)
      const of = asked.get(id) ?? { requests: 0, failures: 0 }
      for (const count of [asker.asked, of]) {
        count.requests++
        if (event.failure !== null) count.failures++
      }
      asked.set(id, of)
      if (event.failure !== null) return
      const known = answers.get(id)
      if (known?.epoch === event.epoch) known.ms.push(event.ms)
      else answers.set(id, { epoch: event.epoch, ms: [event.ms] })
    },
    settled: (netuid, lastEpochBlock) =>
      [...askers.values()].every(
        (asker) => asker.netuid !== netuid || (asker.settled?.lastEpochBlock ?? -1) >= lastEpochBlock,
      ),
    score(netuid, hotkey) {
      const scores = judged(netuid, hotkey).map(({ score }) => score)
      return scores.length === 0 ? null : mean(scores)
    },
    findings(netuid, hotkey) {
      const all = judged(netuid, hotkey).map(({ findings }) => findings)
      const names = new Set(all.flatMap(Object.keys))
      return Object.fromEntries(
        [...names].map((name) => [name, mean(all.flatMap((findings) => findings[name] ?? []))]),
      )
    },
    requests(netuid, hotkey) {
      const asker = [...askers.values()].find((one) => one.netuid === netuid && one.hotkey === hotkey)
      return asker?.asked ?? asked.get(key(netuid, hotkey)) ?? { requests: 0, failures: 0 }
    },
    latency: (netuid, hotkey) => median(answers.get(key(netuid, hotkey))?.ms ?? []),
  }
}
