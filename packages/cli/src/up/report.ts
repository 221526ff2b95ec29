import type { Ledger } from '@subnetkit/localnet'

/** One neuron of the report. u16 fields are the chain's own numbers, amounts are decimal strings in rao. */
export interface ReportNeuron {
  uid: number
  hotkey: string
  coldkey: string
  role: 'owner' | 'miner' | 'validator'
  character: string
  stake: string
  stakeWeight: number
  incentive: number
  dividends: number
  consensus: number
  validatorTrust: number
  emission: string
  validatorPermit: boolean
  lastUpdate: number
  weights: [uid: number, value: number][]
  axon: { ip: string; port: number } | null
  score: number | null
  /** Means of what the validators measured of it in their last rounds, by the names of the subnet's findings. */
  findings: Record<string, number>
  requests: number
  failures: number
}

/** One subnet of the report. */
export interface ReportSubnet {
  netuid: number
  name: string
  tempo: number
  /** What differs from a new subnet of the main network. */
  hyperparameters: { name: string; value: string | number | boolean; mainnet: string | number | boolean }[]
  /** A row for each epoch whose consensus used weights, u16 per uid. */
  epochs: { block: number; incentive: number[]; dividends: number[] }[]
  neurons: ReportNeuron[]
}

/** What `subnetkit up --epochs N --json` prints. Everything about the chain is read at `block`. */
export interface Report {
  schemaVersion: 1
  runtime: 'ts' | 'wasm'
  specVersion: number
  seed: string
  genesisHash: string
  block: number
  blockHash: string
  seconds: number
  ledger: Ledger
  accounts: { ss58: string; free: string }[]
  subnets: ReportSubnet[]
}

/** Of all that a subnet's miners earned in an epoch, the part that went to `character`, 0 … 1. */
export function shareOf(subnet: ReportSubnet, character: string): number {
  const miners = subnet.neurons.filter((neuron) => neuron.role === 'miner')
  const sum = (neurons: readonly ReportNeuron[]): number =>
    neurons.reduce((total, neuron) => total + neuron.incentive, 0)
  const all = sum(miners)
  return all === 0 ? 0 : sum(miners.filter((neuron) => neuron.character === character)) / all
}

/** The report for people: who earned what, and whether the ledger holds. */
export function describeReport(report: Report): string[] {
  const { ledger } = report
  const lines = [
    `${report.subnets.length === 1 ? 'The subnet' : 'The subnets'} ran to block ${report.block} in ${report.seconds.toFixed(1)} s (runtime ${report.runtime}, spec ${report.specVersion}, seed ${report.seed}).`,
  ]
  for (const subnet of report.subnets) {
    const characters = [
      ...new Set(subnet.neurons.filter(({ role }) => role === 'miner').map(({ character }) => character)),
    ]
    const shares = characters.map(
      (character) => `${character} ${(shareOf(subnet, character) * 100).toFixed(1)} %`,
    )
    lines.push(`${subnet.name}: of the miners' incentive ${shares.join(', ')}.`)
  }
  lines.push(
    ledger.tao.difference === '0'
      ? `The ledger holds: ${ledger.tao.issuance} rao issued, every one of them in an account.`
      : `THE LEDGER DOES NOT HOLD: issuance and accounts differ by ${ledger.tao.difference} rao.`,
  )
  return lines
}
