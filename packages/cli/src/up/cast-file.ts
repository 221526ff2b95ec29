import { readFileSync } from 'node:fs'
import { raoPerTao } from '@subnetkit/core'
import { z } from 'zod'
import { cliErrors } from '../errors.ts'
import { type LoadedSubnet, loadSubnet } from '../subnets/load-subnet.ts'
import type { Part } from './cast.ts'

/** What a validator stakes when the file does not say, TAO. */
const standardStake = 250
/** A subnet has 256 uids, and one is its owner's. */
const mostMembers = 255

const Entry = z.strictObject({
  role: z.enum(['miner', 'validator']).default('miner'),
  character: z.string().min(1),
  count: z.int().min(1).max(mostMembers).default(1),
  /** TAO. */
  stake: z.int().min(0).max(1_000).optional(),
  config: z.record(z.string(), z.unknown()).optional(),
  house: z.string().min(1).max(32).optional(),
})
const CastFile = z.record(z.string(), z.array(Entry).min(1))

/**
 * Reads a cast by subnet from a JSON file: `{ "text": [{ "character": "greedy", "count": 2 }, { "role": "validator",
 * "character": "cabal", "stake": 200, "house": "gang" }] }`. Subnets that it does not name keep the standard cast.
 *
 * @throws CAST_INVALID
 */
export async function readCastFile(
  file: string,
  subnets: readonly string[],
): Promise<ReadonlyMap<string, readonly Part[]>> {
  const invalid = (problem: string) => cliErrors.CAST_INVALID({ file, problem })
  let json: unknown
  try {
    json = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw invalid((error as Error).message)
  }
  const parsed = CastFile.safeParse(json)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw invalid(`${issue?.path.join('.') || 'the file'}: ${issue?.message}`)
  }
  const casts = new Map<string, readonly Part[]>()
  for (const [name, entries] of Object.entries(parsed.data)) {
    if (!subnets.includes(name))
      throw invalid(`"${name}" is none of the subnets of this run: ${subnets.join(', ')}`)
    const { characters } = await loadSubnet(name)
    const parts = entries.flatMap(({ count, ...entry }) => Array.from({ length: count }, () => partOf(entry)))
    for (const { role, character } of parts) {
      const problem = unfit(characters, role, character)
      if (problem) throw invalid(`${name}: ${problem}`)
    }
    if (parts.length > mostMembers)
      throw invalid(`${name}: ${parts.length} members, of at most ${mostMembers}`)
    for (const role of ['miner', 'validator'] as const) {
      if (!parts.some((part) => part.role === role)) throw invalid(`${name}: it has no ${role}`)
    }
    casts.set(name, parts)
  }
  return casts
}

function partOf({ role, character, stake, ...rest }: Omit<z.infer<typeof Entry>, 'count'>): Part {
  const tao = stake ?? (role === 'validator' ? standardStake : 0)
  const { house, config } = rest
  return {
    role,
    character,
    stake: BigInt(tao) * raoPerTao,
    ...(house === undefined ? {} : { house }),
    ...(config === undefined ? {} : { config }),
  }
}

/** Why nobody can play this, or undefined. */
function unfit(characters: LoadedSubnet['characters'], role: Part['role'], name: string): string | undefined {
  const character = characters.get(name)
  if (!character) return `no character "${name}"; there are ${[...characters.keys()].join(', ')}`
  const plays = character.adjustWeights ? 'validator' : 'miner'
  const either = character.class === 'honest'
  return either || plays === role ? undefined : `"${name}" is a ${plays}'s character, not a ${role}'s`
}
