import type { Random } from '@subnetkit/core'
import { type Keypair, keypairFromSeed } from '@subnetkit/wallet/keys'
import type { CastMember } from './cast.ts'

/** A member of the cast with its keys. */
export interface Actor extends CastMember {
  /** Unique in the network: `text/miner-1`. */
  id: string
  coldkey: Keypair
  hotkey: Keypair
}

/** Gives every member keys that follow from the seed, so that one seed is one network. */
export function withKeys(subnet: string, cast: readonly CastMember[], random: Random): Actor[] {
  const key = (name: string, kind: string): Keypair =>
    keypairFromSeed(random.derive('key', subnet, name, kind).bytes(32))
  return cast.map((member) => ({
    ...member,
    id: `${subnet}/${member.name}`,
    coldkey: member.house === undefined ? key(member.name, 'coldkey') : key(member.house, 'house'),
    hotkey: key(member.name, 'hotkey'),
  }))
}
