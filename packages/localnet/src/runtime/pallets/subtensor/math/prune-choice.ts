/** What the choice depends on, of one neuron. */
export interface PruneCandidate {
  readonly uid: number
  readonly emission: bigint
  readonly registeredAt: bigint
  /** Younger than the immunity period. */
  readonly immune: boolean
  /** One of the owner's hotkeys that are never replaced. */
  readonly immortal: boolean
}

const worse = (a: PruneCandidate, b: PruneCandidate): boolean => {
  if (a.emission !== b.emission) return a.emission < b.emission
  if (a.registeredAt !== b.registeredAt) return a.registeredAt < b.registeredAt
  return a.uid < b.uid
}

const worst = (candidates: readonly PruneCandidate[]): PruneCandidate | undefined =>
  candidates.reduce<PruneCandidate | undefined>(
    (found, each) => (found === undefined || worse(each, found) ? each : found),
    undefined,
  )

/**
 * The uid that a newcomer replaces on a full subnet: the lowest last emission, then the oldest, then the lowest uid.
 * Neurons past immunity come first, but at least `minNonImmune` of them stay; so on a small subnet a newcomer may
 * replace another one. Undefined when there is nobody to replace.
 *
 * Source: pallets/subtensor, subnets/registration.rs, `get_neuron_to_prune`.
 */
export const chooseToPrune = (
  candidates: readonly PruneCandidate[],
  minNonImmune: number,
): number | undefined => {
  const mortal = candidates.filter((each) => !each.immortal)
  const free = mortal.filter((each) => !each.immune)
  if (free.length > minNonImmune) return worst(free)?.uid
  return worst(mortal.filter((each) => each.immune))?.uid
}
