import { type Random, type Rao, raoPerTao } from '@subnetkit/core'
import type { Character } from '@subnetkit/neuron'

/** Who takes part in one subnet of the local network. */
export interface CastMember {
  role: 'owner' | 'miner' | 'validator'
  /** Unique in its subnet; also the wallet's name after the subnet's. */
  name: string
  character: string
  /** What the member's coldkey stakes to its hotkey, rao of TAO. */
  stake: Rao
  /** The neuron's own settings; the character's win. */
  config?: Readonly<Record<string, unknown>>
  /** Members of the same house have the same coldkey; without one a member has its own. */
  house?: string
}

/** A member before it has a name. */
export type Part = Omit<CastMember, 'name' | 'role'> & { role: 'miner' | 'validator' }

const owner: CastMember = { role: 'owner', name: 'owner', character: 'honest', stake: 0n }

/** Those who vote for their own, and whom they vote for. */
const gang = 'gang'

/**
 * Small enough for two cores, and everybody who has a point to prove is there: the last miner plays the first of the
 * subnet's own characters, and a fifth of the stake belongs to a validator that votes for its own lazy miner alone.
 */
export function standardCast(own: readonly Character[]): Part[] {
  const attacker = own.find(({ adjustWeights }) => !adjustWeights)?.name ?? 'garbage'
  return [
    { role: 'validator', character: 'honest', stake: 400n * raoPerTao },
    { role: 'validator', character: 'honest', stake: 250n * raoPerTao },
    { role: 'validator', character: 'cabal', stake: 160n * raoPerTao, house: gang },
    { role: 'miner', character: 'honest', stake: 0n },
    { role: 'miner', character: 'honest', stake: 0n },
    { role: 'miner', character: 'lazy', stake: 0n, house: gang },
    { role: 'miner', character: 'copier', stake: 0n },
    { role: 'miner', character: attacker, stake: 0n },
  ]
}

/**
 * The cast of one subnet in order of registration: the owner is uid 0, the others come in an order that follows from
 * the seed, so that nothing can be read from a uid.
 */
export function castOf(random: Random, parts: readonly Part[]): CastMember[] {
  const counts = { owner: 0, miner: 0, validator: 0 }
  const mixed = random.derive('cast').shuffle(parts)
  return [owner, ...mixed.map((member) => ({ ...member, name: `${member.role}-${++counts[member.role]}` }))]
}
