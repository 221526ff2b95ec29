import { describe, expect, it } from 'vitest'
import { spec424 } from '../test/mock-subtensor.ts'
import { hyperparameterDifferences, newSubnetDefaults } from './hyperparameter-defaults.ts'
import { decodeHyperparameters, hyperparameterItems, hyperparameterReads } from './hyperparameters.ts'

describe('hyperparameterDifferences', () => {
  it('finds nothing on a new subnet, and exactly what was changed', () => {
    expect(hyperparameterDifferences(newSubnetDefaults)).toEqual([])
    expect(
      hyperparameterDifferences({ ...newSubnetDefaults, tempo: 20, commitRevealEnabled: false }),
    ).toEqual([
      { name: 'tempo', value: 20, mainnet: 360 },
      { name: 'commitRevealEnabled', value: false, mainnet: true },
    ])
  })

  it('covers every setting that is read', () => {
    expect(Object.keys(newSubnetDefaults).sort()).toEqual(Object.keys(hyperparameterItems).sort())
  })
})

describe('the defaults, against the metadata of spec 424', () => {
  it('equal the storage defaults, except what the creation of a subnet writes', () => {
    const view = spec424()
    const stored = decodeHyperparameters(
      hyperparameterReads(1).map(([pallet, item]) => view.decodeStorage(pallet, item, null)),
    )
    expect(hyperparameterDifferences(stored).map(({ name }) => name)).toEqual([
      'immunityPeriod',
      'minAllowedWeights',
      'maxAllowedValidators',
      'yuma3',
      'emissionEnabled',
    ])
  })
})
