import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyEpoch } from '../testing/epoch-arbitrary.ts'
import type { EpochInput, Pair } from './epoch-input.ts'
import type { EpochOutput } from './epoch-output.ts'
import { yumaEpoch } from './yuma-epoch.ts'

const total = (amounts: readonly bigint[]) => amounts.reduce((sum, amount) => sum + amount, 0n)
const runs = { numRuns: 150 }

/** The same subnet under other numbers: uid `order[k]` becomes uid k. */
function renumber(input: EpochInput, order: readonly number[]): EpochInput {
  const to = (uid: number) => order.indexOf(uid)
  const row = (pairs: readonly Pair[]) =>
    pairs.map(([uid, value]) => [to(uid), value] as const).sort(([a], [b]) => a - b)
  return {
    ...input,
    ownerUid: input.ownerUid === null ? null : to(input.ownerUid),
    neurons: order.map((uid) => {
      const neuron = input.neurons[uid]!
      return { ...neuron, weights: row(neuron.weights), bonds: row(neuron.bonds) }
    }),
  }
}

function renumberOutput(output: EpochOutput, order: readonly number[]) {
  const by = <T>(list: readonly T[]) => order.map((uid) => list[uid]!)
  const row = (pairs: readonly Pair[]) =>
    pairs.map(([uid, value]) => [order.indexOf(uid), value] as const).sort(([a], [b]) => a - b)
  return {
    consensus: by(output.consensus),
    incentive: by(output.incentive),
    dividends: by(output.dividends),
    validatorTrust: by(output.validatorTrust),
    validatorPermit: by(output.validatorPermit),
    stakeWeight: by(output.stakeWeight),
    active: by(output.active),
    emission: by(output.emission),
    serverEmission: by(output.serverEmission),
    validatorEmission: by(output.validatorEmission),
    bonds: by(output.bonds).map(row),
  }
}

describe('yumaEpoch', () => {
  it('never pays out more than there is, and leaves little behind', () => {
    fc.assert(
      fc.property(anyEpoch, (input) => {
        const output = yumaEpoch(input)
        const paid = total(output.serverEmission) + total(output.validatorEmission)
        expect(paid <= input.emission).toBe(true)
        expect(total(output.emission) <= input.emission).toBe(true)
        const somebody = output.stakeWeight.some((share) => share > 0)
        if (somebody) {
          // Cut shares lose up to some 2^-32 each, cut amounts up to a rao each.
          const n = BigInt(input.neurons.length)
          const dust = n * ((input.emission >> 30n) + 2n)
          expect(paid >= input.emission - dust).toBe(true)
        }
      }),
      runs,
    )
  })

  it('stays within u16, and keeps bonds only for who has a permit', () => {
    fc.assert(
      fc.property(anyEpoch, (input) => {
        const output = yumaEpoch(input)
        const shares = [output.consensus, output.incentive, output.dividends, output.validatorTrust].flat()
        for (const share of shares) expect(share >= 0 && share <= 65535 && Number.isInteger(share)).toBe(true)
        output.bonds.forEach((row, uid) => {
          if (!output.validatorPermit[uid]) expect(row).toEqual([])
        })
        const permits = output.validatorPermit.filter((permit, uid) => permit && uid !== input.ownerUid)
        expect(permits.length).toBeLessThanOrEqual(input.hyperparameters.maxAllowedValidators)
      }),
      runs,
    )
  })

  it('follows a renumbering of uids, where no equal stakes compete for the last permit', () => {
    const withOrder = anyEpoch.chain((input) => {
      const uids = [...input.neurons.keys()]
      // Between equal stakes the lower uid loses its permit, so that numbering matters; here all can have one.
      const roomy = {
        ...input,
        hyperparameters: { ...input.hyperparameters, maxAllowedValidators: uids.length },
      }
      return fc.tuple(
        fc.constant(roomy),
        fc.shuffledSubarray(uids, { minLength: uids.length, maxLength: uids.length }),
      )
    })
    fc.assert(
      fc.property(withOrder, ([input, order]) => {
        const { mechanisms: _, ...renumbered } = yumaEpoch(renumber(input, order))
        expect(renumbered).toEqual(renumberOutput(yumaEpoch(input), order))
      }),
      runs,
    )
  })

  it('gives the permit to the higher uid between equal stakes', () => {
    const neuron = {
      stake: 5n,
      lastUpdate: 0,
      registeredAt: 0,
      validatorPermit: true,
      weights: [],
      bonds: [],
    }
    fc.assert(
      fc.property(anyEpoch, (input) => {
        const output = yumaEpoch({
          ...input,
          ownerUid: null,
          neurons: [neuron, neuron, neuron],
          hyperparameters: { ...input.hyperparameters, maxAllowedValidators: 2, stakeThreshold: 0n },
        })
        expect(output.validatorPermit).toEqual([false, true, true])
      }),
      { numRuns: 5 },
    )
  })

  it('does not care for the unit of stake', () => {
    fc.assert(
      fc.property(anyEpoch, (input) => {
        const thousandfold = {
          ...input,
          neurons: input.neurons.map((neuron) => ({ ...neuron, stake: neuron.stake * 1000n })),
          hyperparameters: {
            ...input.hyperparameters,
            stakeThreshold: input.hyperparameters.stakeThreshold * 1000n,
          },
        }
        expect(yumaEpoch(thousandfold)).toEqual(yumaEpoch(input))
      }),
      runs,
    )
  })

  it('hears nobody without a permit', () => {
    fc.assert(
      fc.property(anyEpoch, (input) => {
        const silenced = {
          ...input,
          neurons: input.neurons.map((neuron, uid) =>
            neuron.validatorPermit || uid === input.ownerUid ? neuron : { ...neuron, weights: [] },
          ),
        }
        expect(yumaEpoch(silenced)).toEqual(yumaEpoch(input))
      }),
      runs,
    )
  })

  it('is the same when its one mechanism is named', () => {
    fc.assert(
      fc.property(anyEpoch, fc.constantFrom(null, 65535, 100), (input, split) => {
        const mechanism = {
          split,
          weights: input.neurons.map((neuron) => neuron.weights),
          bonds: input.neurons.map((neuron) => neuron.bonds),
          lastUpdate: input.neurons.map((neuron) => neuron.lastUpdate),
        }
        const neurons = input.neurons.map((neuron) => ({ ...neuron, weights: [], bonds: [], lastUpdate: 0 }))
        expect(yumaEpoch({ ...input, neurons, mechanisms: [mechanism] })).toEqual(yumaEpoch(input))
      }),
      runs,
    )
  })
})
