import type { Character } from '@subnetkit/neuron'
import { copier } from './copier.ts'
import { honest } from './honest.ts'
import { lazy } from './lazy.ts'

/** The characters that fit any subnet; a subnet adds its own in its `characters.ts`. */
export const generalCharacters: readonly Character[] = [honest, lazy, copier]

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
