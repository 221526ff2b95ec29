import type { Chain } from '@subnetkit/chain'
import type { RunningSubnet } from './running-subnet.ts'
import type { Screen } from './screen.ts'
import type { Mark } from './timeline.ts'

export interface EpochLog {
  /** Notes what the epoch in `block` did; true when every subnet has had as many as were asked for. */
  afterEpoch(netuid: number, block: number): Promise<boolean>
}

/** Keeps count of epochs whose consensus used weights: those in which a miner got incentive. */
export function createEpochLog(options: {
  chain: Chain
  subnets: readonly RunningSubnet[]
  screen: Screen
  mark(mark: Mark): void
  /** How many are wanted of every subnet; undefined for no end. */
  epochs?: number
}): EpochLog {
  const { chain, subnets, screen, mark } = options
  const reached = (count: number): boolean => subnets.every(({ epochs }) => epochs.length >= count)
  return {
    async afterEpoch(netuid, block) {
      const subnet = subnets.find((one) => one.netuid === netuid)
      if (!subnet) return false
      const { neurons } = await chain.metagraph(netuid)
      const incentive = neurons.map((neuron) => neuron.incentive)
      if (incentive.some((value) => value > 0)) {
        subnet.epochs.push({ block, incentive, dividends: neurons.map((neuron) => neuron.dividends) })
        screen.note(`${subnet.name}: epoch at block ${block}, ${subnet.epochs.length} with weights`)
        mark('first-weights')
        if (reached(3)) mark('three-epochs')
      }
      return options.epochs !== undefined && reached(options.epochs)
    },
  }
}
