import type { Character } from '@subnetkit/neuron'
import { bribed } from './bribed.ts'
import { cabal } from './cabal.ts'
import { cheaper } from './cheaper.ts'
import { collector } from './collector.ts'
import { copier } from './copier.ts'
import { garbage } from './garbage.ts'
import { honest } from './honest.ts'
import { idle } from './idle.ts'
import { lazy } from './lazy.ts'
import { quantised } from './quantised.ts'
import { slow } from './slow.ts'
import { sybil } from './sybil.ts'
import { weightCopier } from './weight-copier.ts'

/** The characters that fit any subnet, miners' and then validators'; a subnet adds its own in its `characters.ts`. */
export const generalCharacters: readonly Character[] = [
  ...[honest, slow, lazy, copier, collector, garbage, cheaper, quantised, sybil],
  ...[weightCopier, idle, cabal, bribed],
]

/**
 * The character of a name, a subnet's own first.
 *
 * @example
 * ```ts
 * import { findCharacter } from '@subnetkit/characters'
 * findCharacter('lazy')?.class // 'no work'
 * ```
 */
export function findCharacter(name: string, own: readonly Character[] = []): Character | undefined {
  return [...own, ...generalCharacters].find((character) => character.name === name)
}
