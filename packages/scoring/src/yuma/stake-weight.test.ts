import { describe, expect, it } from 'vitest'
import { stakeWeight } from './stake-weight.ts'

const taoWeight = 971_718_665_099_567_868n

describe('stakeWeight', () => {
  it('takes the weight as U96F32, as the chain does', () => {
    // 226245882 are the weight's bits in U96F32.
    expect(stakeWeight({ alpha: 0n, root: 1n << 32n, taoWeight })).toEqual({
      stake: 226_245_882n,
      stakeFraction: 0n,
    })
    expect(stakeWeight({ alpha: 5n, root: 1n, taoWeight })).toEqual({
      stake: 5n,
      stakeFraction: 226_245_882n << 32n,
    })
  })

  it('is alpha alone without root stake', () => {
    expect(stakeWeight({ alpha: 7n, root: 0n, taoWeight })).toEqual({ stake: 7n, stakeFraction: 0n })
  })
})
