import { protocolErrors } from '../errors.ts'
import type { Caller, CallerDirectory } from './caller.ts'

/** Who may call signed routes. */
export interface Policy {
  /** Whether the caller needs a validator permit. Default true. */
  readonly requirePermit?: boolean
  /** The least stake weight in rao. Default 0. */
  readonly minStake?: bigint
  /** How old the directory may be before nobody is let in. Default 5 minutes. */
  readonly maxDirectoryAgeMs?: number
}

/**
 * The caller of a verified hotkey.
 *
 * @throws DIRECTORY_STALE, CALLER_UNKNOWN, CALLER_WITHOUT_PERMIT, CALLER_STAKE_TOO_LOW
 */
export function admit(hotkey: string, directory: CallerDirectory, policy: Policy): Caller {
  const { requirePermit = true, minStake = 0n, maxDirectoryAgeMs = 300_000 } = policy
  const ageMs = directory.ageMs()
  // Written so that an age that is no number closes the door too.
  if (!(ageMs <= maxDirectoryAgeMs)) {
    throw protocolErrors.DIRECTORY_STALE({ seconds: Math.round(ageMs / 1_000) })
  }
  const entry = directory.get(hotkey)
  if (entry === undefined) throw protocolErrors.CALLER_UNKNOWN()
  if (requirePermit && !entry.validatorPermit) throw protocolErrors.CALLER_WITHOUT_PERMIT()
  if (entry.stake < minStake) throw protocolErrors.CALLER_STAKE_TOO_LOW({ missing: minStake - entry.stake })
  const { uid, stake, validatorPermit } = entry
  return { hotkey, uid, stake, validatorPermit }
}
