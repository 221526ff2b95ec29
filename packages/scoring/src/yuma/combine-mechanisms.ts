import type { EpochOutput } from './epoch-output.ts'
import { u16Max, u64f64 } from './fixed-point.ts'

/** The epoch of one mechanism and its part of the emission. */
export interface MechanismResult {
  readonly emission: bigint
  readonly output: Omit<EpochOutput, 'mechanisms'>
}

const u64Max = (1n << 64n) - 1n

/** ⌊so far + value × weight⌋, one mechanism after the other, cut to whole numbers each time as the chain does. */
const accumulate = (soFar: bigint, value: bigint, weight: bigint, most: bigint): bigint => {
  const total = u64f64.floor(u64f64.add(u64f64.of(soFar), u64f64.mul(u64f64.of(value), weight)))
  return total > most ? most : total
}

/**
 * Step 20: one result out of those of several mechanisms. What miners and validators are paid adds up; shares, and
 * the emission that the chain shows, are averaged by the mechanisms' parts of the emission; flags are or-ed.
 * Source: mechanism.rs, `epoch_with_mechanisms`. (The chain stores incentive only per mechanism; the average here is for
 * people.)
 */
export function combineMechanisms(results: readonly MechanismResult[], emission: bigint): EpochOutput {
  const outputs = results.map((result) => result.output)
  const first = outputs[0]!
  const uids = [...first.active.keys()]
  const weights = results.map((result, index) =>
    emission === 0n
      ? index === 0
        ? u64f64.one
        : 0n
      : u64f64.div(u64f64.of(result.emission), u64f64.of(emission)),
  )
  type Shares = 'consensus' | 'incentive' | 'dividends' | 'validatorTrust' | 'stakeWeight'
  const averaged = (key: Shares): number[] =>
    uids.map((uid) =>
      Number(
        outputs.reduce(
          (soFar, output, index) =>
            accumulate(soFar, BigInt(output[key][uid]!), weights[index]!, BigInt(u16Max)),
          0n,
        ),
      ),
    )
  const added = (key: 'serverEmission' | 'validatorEmission'): bigint[] =>
    uids.map((uid) => outputs.reduce((total, output) => total + output[key][uid]!, 0n))
  const either = (key: 'validatorPermit' | 'active'): boolean[] =>
    uids.map((uid) => outputs.some((output) => output[key][uid]))

  return {
    consensus: averaged('consensus'),
    incentive: averaged('incentive'),
    dividends: averaged('dividends'),
    validatorTrust: averaged('validatorTrust'),
    validatorPermit: either('validatorPermit'),
    stakeWeight: averaged('stakeWeight'),
    active: either('active'),
    emission: uids.map((uid) =>
      outputs.reduce(
        (soFar, output, index) => accumulate(soFar, output.emission[uid]!, weights[index]!, u64Max),
        0n,
      ),
    ),
    serverEmission: added('serverEmission'),
    validatorEmission: added('validatorEmission'),
    bonds: first.bonds,
    mechanisms: results.map(({ emission: part, output }) => ({
      emission: part,
      incentive: output.incentive,
      serverEmission: output.serverEmission,
      validatorEmission: output.validatorEmission,
      bonds: output.bonds,
    })),
  }
}
