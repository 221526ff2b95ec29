import { encodeSs58 } from '@subnetkit/wallet/keys'
import { describe, expect, it } from 'vitest'
import { zeroAccount } from '../../scale/chain-types.ts'
import { hexToBytes } from '../../scale/hex.ts'
import { isSubnetAccount, subnetAccount } from './subnet-account.ts'

describe('the account of a subnet', () => {
  it.each([
    [0, '5EYCAe5jLQhn6ofDSvqF6iY53erXNkwhyE1aCEgvi1NNs91F'],
    [1, '5EYCAe5jLQhn6ofDSvqWqk5fA9XiqK3ahtx5kBNmAqF78mqL'],
  ])('of netuid %d is %s', (netuid, ss58) => {
    expect(encodeSs58(hexToBytes(subnetAccount(netuid)))).toBe(ss58)
  })

  it('is told from others', () => {
    expect(isSubnetAccount(subnetAccount(258))).toBe(true)
    expect(isSubnetAccount(zeroAccount)).toBe(false)
    expect(isSubnetAccount(`${subnetAccount(1).slice(0, -1)}1`)).toBe(false)
  })
})
