import { describe, expect, it } from 'vitest'
import { bondsIn, TestSubnet } from '../testing/test-subnet.ts'

const miners = [4, 5, 6, 7]
const validators = [0, 1, 2, 3]

describe('classic Yuma (upstream test_bonds)', () => {
  const subnet = new TestSubnet([1, 2, 3, 4, 0, 0, 0, 0], { yuma3: false })
  for (const uid of validators) subnet.setWeights(uid, miners, [16383, 32767, 49149, 65535])

  it('V1: four validators who agree', () => {
    const output = subnet.epoch()
    expect(output.emission).toEqual([
      49999998n,
      99999999n,
      150000000n,
      200000001n,
      49998779n,
      100000610n,
      149996337n,
      200004272n,
    ])
    expect(output.consensus).toEqual([0, 0, 0, 0, 6553, 13107, 19660, 26214])
    expect(output.incentive).toEqual(output.consensus)
    expect(output.dividends).toEqual([6553, 13106, 19660, 26214, 0, 0, 0, 0])
    expect(output.validatorTrust).toEqual([65534, 65534, 65534, 65534, 0, 0, 0, 0])
    for (const miner of miners)
      expect(bondsIn(output, miner, validators)).toEqual([16383, 32767, 49151, 65535])
  })

  it.each([
    {
      change: 'validator 0 turns to itself',
      set: () => subnet.setWeights(0, [0], [65535]),
      four: [14582, 32767, 49151, 65535],
      seven: [14582, 32767, 49151, 65535],
      emission: [44998351, 101110561, 151667215, 202223870, 49998779, 100000610, 149996337, 200004272],
    },
    {
      change: 'validator 1 too',
      set: () => subnet.setWeights(1, [1], [65535]),
      four: [12603, 28321, 49151, 65535],
      seven: [12603, 28321, 49151, 65535],
      emission: [40496805, 90999783, 157929636, 210573773, 49998779, 100000610, 149996337, 200004272],
    },
    {
      change: 'validator 2 too, and 0.4 of stake is no consensus',
      set: () => subnet.setWeights(2, [2], [65535]),
      four: [12602, 28320, 49150, 65535],
      seven: [12602, 28320, 49150, 65535],
      emission: [99999999, 199999999, 299999999, 399999999, 0, 0, 0, 0],
    },
    {
      change: 'validator 2 comes back for miner 7 only',
      set: () => subnet.setWeights(2, [7], [65535]),
      four: [12601, 28319, 49149, 65535],
      seven: [10951, 24609, 49150, 65535],
      emission: [36443733, 81898628, 163565493, 218092144, 0, 0, 0, 500000000],
    },
    {
      change: 'nothing',
      set: () => {},
      four: undefined,
      seven: [9559, 21482, 49150, 65535],
      emission: [32799427, 73706612, 168638129, 224855830, 0, 0, 0, 500000000],
    },
    {
      change: 'nothing, again',
      set: () => {},
      four: undefined,
      seven: [8376, 18824, 49150, 65535],
      emission: [29518068, 66336137, 173203134, 230942659, 0, 0, 0, 500000000],
    },
  ])('V2: $change', ({ set, four, seven, emission }) => {
    set()
    const output = subnet.epoch()
    if (four) expect(bondsIn(output, 4, validators)).toEqual(four)
    expect(bondsIn(output, 7, validators)).toEqual(seven)
    expect(output.emission).toEqual(emission.map(BigInt))
  })
})

describe('activity (upstream test_active_stake)', () => {
  it('V3: a silent validator loses bonds, and comes back', () => {
    const subnet = new TestSubnet([1, 1, 0, 0], { yuma3: false })
    for (const uid of [0, 1]) subnet.setWeights(uid, [2, 3], [65535, 65535])
    subnet.block = 2
    const first = subnet.epoch()
    expect(first.emission).toEqual([250000000n, 250000000n, 250000000n, 250000000n])
    expect(first.dividends).toEqual([32767, 32767, 0, 0])
    expect(bondsIn(first, 2, [0, 1])).toEqual([65535, 65535])

    subnet.block = 5003
    subnet.setWeights(0, [2, 3], [65535, 65535])
    const silent = subnet.epoch()
    expect(silent.active).toEqual([true, false, false, false])
    expect(silent.emission).toEqual([274999999n, 224999999n, 250000000n, 250000000n])
    expect(silent.dividends.slice(0, 2)).toEqual([36044, 29490])
    expect(bondsIn(silent, 2, [1])).toEqual([53619])

    subnet.setWeights(1, [2, 3], [65535, 65535])
    const back = subnet.epoch()
    expect(back.emission).toEqual([272501132n, 227498866n, 250000000n, 250000000n])
    expect(back.dividends.slice(0, 2)).toEqual([35716, 29818])
    expect(bondsIn(back, 3, [1])).toEqual([54712])
  })
})

describe('registration (upstream test_outdated_weights)', () => {
  it('V4: weights for whoever had the uid before do not count', () => {
    const subnet = new TestSubnet([1, 1, 1, 1], { yuma3: false })
    for (const uid of [0, 1]) subnet.setWeights(uid, [2, 3], [43690, 21845])
    for (const uid of [2, 3]) subnet.setWeights(uid, [uid], [65535])
    expect(subnet.neurons[0]!.weights).toEqual([
      [2, 65535],
      [3, 32768],
    ])
    expect(subnet.epoch().emission).toEqual([250000000n, 250000000n, 333331637n, 166668361n])

    Object.assign(subnet.neurons[3]!, {
      stake: 0n,
      registeredAt: subnet.block,
      lastUpdate: subnet.block,
      validatorPermit: false,
      weights: [],
      bonds: [],
    })
    subnet.block++
    subnet.setWeights(0, [2, 3], [43690, 21845])
    const output = subnet.epoch()
    expect(output.emission).toEqual([250000000n, 250000000n, 500000000n, 0n])
    expect(output.consensus[2]).toBe(43689)
  })
})

describe('Yuma3 (upstream test_yuma_3_*)', () => {
  const hyperparameters = {
    maxAllowedValidators: 3,
    bondsMovingAverage: 975_000,
    bondsPenalty: 0,
    alphaLow: 6553,
    alphaHigh: 19660,
  }
  const abc = [0, 1, 2]

  it('V5: with liquid alpha, the one who moves first gains (kappa_moves_first)', () => {
    const subnet = new TestSubnet([8, 1, 1, 0, 0], { ...hyperparameters, liquidAlpha: true })
    const old = [1, 0]
    const fresh = [0, 1]
    const epochs = [
      {
        sent: [old, old, old],
        three: [6640, 6640, 6640],
        four: [undefined, undefined, undefined],
        dividends: [52428, 6553, 6553],
        paid: [400000000, 49999999, 49999999],
      },
      {
        sent: [fresh, old, old],
        three: [5951, 24229, 24229],
        four: [6640, undefined, undefined],
        dividends: [65535, 0, 0],
        paid: [500000000, 0, 0],
      },
      {
        sent: [fresh, fresh, old],
        three: [5336, 20770, 36565],
        four: [12607, 6640, undefined],
        dividends: [61486, 4048, 0],
        paid: [469114009, 30885990, 0],
      },
      {
        sent: [fresh, fresh, fresh],
        three: [4786, 18119, 28221],
        four: [17970, 12607, 6640],
        dividends: [57796, 5068, 2669],
        paid: [440959013, 38671990, 20368996],
      },
      {
        sent: [fresh, fresh, fresh],
        three: [4294, 15957, 23518],
        four: [22789, 17970, 12607],
        dividends: [56122, 5531, 3881],
        paid: [428185483, 42204163, 29610352],
      },
      {
        sent: [fresh, fresh, fresh],
        three: [3853, 14133, 20244],
        four: [27120, 22789, 17970],
        dividends: [55170, 5795, 4569],
        paid: [420923057, 44213590, 34863351],
      },
    ]
    for (const { sent, three, four, dividends, paid } of epochs) {
      for (const uid of abc) subnet.setWeights(uid, [3, 4], sent[uid]!)
      const output = subnet.epoch()
      expect(bondsIn(output, 3, abc)).toEqual(three)
      expect(bondsIn(output, 4, abc)).toEqual(four)
      expect(output.dividends.slice(0, 3)).toEqual(dividends)
      expect(output.validatorEmission.slice(0, 3)).toEqual(paid.map(BigInt))
    }
  })

  it('V6: without liquid alpha (liquid_alpha_disabled)', () => {
    const subnet = new TestSubnet([33, 33, 34, 0, 0], hyperparameters)
    const aToThree = [1638, 3235, 4792, 6310, 7790, 9233]
    const cToThree = [1638, 3235, 3154, 4713, 6233, 7715]
    const cToFour = [undefined, undefined, 1638, 1597, 1557, 1518]
    const dividends = [
      [21626, 21626, 22281],
      [21626, 21626, 22281],
      [24470, 24470, 16593],
      [23662, 23662, 18209],
      [23203, 23203, 19128],
      [22907, 22907, 19720],
    ]
    for (let epoch = 0; epoch < 6; epoch++) {
      for (const uid of abc) subnet.setWeights(uid, [3, 4], epoch === 2 && uid === 2 ? [0, 1] : [1, 0])
      const output = subnet.epoch()
      expect(bondsIn(output, 3, [0, 2])).toEqual([aToThree[epoch], cToThree[epoch]])
      expect(bondsIn(output, 4, [2])).toEqual([cToFour[epoch]])
      expect(output.dividends.slice(0, 3)).toEqual(dividends[epoch])
    }
  })

  const sent = (yuma3: boolean) => {
    const subnet = new TestSubnet([500n * 10n ** 9n, 300n * 10n ** 9n, 200n * 10n ** 9n, 0, 0, 0], { yuma3 })
    subnet.setWeights(0, [3, 4, 5], [100, 200, 100])
    subnet.setWeights(1, [3, 4, 5], [100, 100, 200])
    subnet.setWeights(2, [3, 4, 5], [400, 0, 0])
    return subnet
  }
  const paidToMiners = [161291116n, 209675990n, 129032893n]

  it('V7: the defaults of a new subnet', () => {
    const subnet = sent(true)
    expect(subnet.neurons.slice(0, 3).map((neuron) => neuron.weights.map(([, value]) => value))).toEqual([
      [32768, 65535, 32768],
      [32768, 32768, 65535],
      [65535, 0, 0],
    ])
    const first = subnet.epoch()
    expect(first.consensus).toEqual([0, 0, 0, 16383, 32767, 16383])
    expect(first.incentive).toEqual([0, 0, 0, 21140, 27482, 16912])
    expect(first.validatorTrust.slice(0, 3)).toEqual([65534, 49151, 16383])
    expect(first.dividends.slice(0, 3)).toEqual([43091, 18852, 3590])
    expect(first.emission).toEqual([328766152n, 143836418n, 27397428n, ...paidToMiners])
    expect(first.bonds.map((row) => row.map(([, value]) => value))).toEqual([
      [1638, 3276, 1638],
      [1638, 1638, 1638],
      [1638],
      [],
      [],
      [],
    ])
    const second = subnet.epoch()
    expect(second.bonds.slice(0, 3).map((row) => row.map(([, value]) => value))).toEqual([
      [3112, 6225, 3112],
      [3112, 3112, 3112],
      [3112],
    ])
    expect(second.emission).toEqual([328766468n, 143836111n, 27397419n, ...paidToMiners])
  })

  it('V7: the same with classic Yuma', () => {
    const output = sent(false).epoch()
    expect(output.dividends.slice(0, 3)).toEqual([42280, 19026, 4228])
    expect(output.emission).toEqual([322579772n, 145162004n, 32258223n, ...paidToMiners])
  })

  it('V8: all weight to the owner', () => {
    const subnet = new TestSubnet([0, 1, 0])
    subnet.ownerUid = 0
    subnet.setWeights(1, [0], [1])
    const output = subnet.epoch()
    expect(output.incentive).toEqual([65535, 0, 0])
    expect(output.emission).toEqual([500000000n, 500000000n, 0n])
    expect(output.validatorPermit).toEqual([true, true, false])
  })
})
