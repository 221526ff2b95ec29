import type { ChainContext } from '../../../chain-context.ts'
import { mintAlphaOut, recycleAlpha } from '../alpha.ts'
import { U16_MAX, U96F32 } from '../math/fixed-point.ts'
import { storage } from '../storage.ts'
import { alphaEmission } from './injection.ts'
import { rootProportion } from './root-proportion.ts'

/** A block's alpha in parts, rao. */
export interface AlphaParts {
  readonly owner: bigint
  /** For miners. */
  readonly server: bigint
  readonly validator: bigint
  /** For root stakers. */
  readonly root: bigint
}

/**
 * Cuts a block's alpha: the owner's part first, half of the rest for miners, half for validators, of which root gets
 * what is its. Each is rounded down by itself.
 *
 * @param ownerCut parts of 65535
 * @param root bits of U96F32
 */
export function splitAlpha(alpha: bigint, ownerCut: number, root: bigint): AlphaParts {
  const whole = U96F32.of(alpha)
  const half = U96F32.one / 2n
  const owner = U96F32.mul(whole, U96F32.div(U96F32.of(ownerCut), U96F32.of(U16_MAX)))
  const rest = U96F32.sub(whole, owner)
  const rootPart = U96F32.mul(U96F32.mul(root, rest), half)
  const server = U96F32.mul(rest, half)
  const validator = U96F32.sub(U96F32.sub(rest, server), rootPart)
  return {
    owner: U96F32.toU64(owner),
    server: U96F32.toU64(server),
    validator: U96F32.toU64(validator),
    root: U96F32.toU64(rootPart),
  }
}

/** Mints a subnet's alpha of a block and lays it by for the next epoch. Source: `emit_to_subnets`. */
export function accrue(chain: ChainContext, netuid: number, rootIsPaid: boolean): void {
  const alpha = alphaEmission(chain, netuid)
  storage.SubnetAlphaOutEmission.set(chain, netuid, alpha)
  mintAlphaOut(chain, netuid, alpha)
  const cut = storage.OwnerCutEnabled.get(chain, netuid) ? storage.SubnetOwnerCut.get(chain) : 0
  const { owner, server, validator, root } = splitAlpha(alpha, cut, rootProportion(chain, netuid))
  if (owner > 0n) storage.PendingOwnerCut.mutate(chain, netuid, (total) => total + owner)
  storage.PendingServerEmission.mutate(chain, netuid, (total) => total + server)
  storage.PendingValidatorEmission.mutate(chain, netuid, (total) => total + validator)
  if (rootIsPaid) storage.PendingRootAlphaDivs.mutate(chain, netuid, (total) => total + root)
  else recycleAlpha(chain, netuid, root)
}
