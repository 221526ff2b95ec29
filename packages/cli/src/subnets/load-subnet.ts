import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { generalCharacters } from '@subnetkit/characters'
import type { AnyMiner, AnyValidator, Character } from '@subnetkit/neuron'
import type { Contract } from '@subnetkit/protocol'
import { cliErrors } from '../errors.ts'
import { type FoundSubnet, findSubnets } from './find-subnets.ts'

/** A subnet's three files, loaded, and how its neurons can misbehave. */
export interface LoadedSubnet {
  found: FoundSubnet
  contract: Contract
  miner: AnyMiner
  validator: AnyValidator
  /** The general characters and the subnet's own, by name; the subnet's win. */
  characters: ReadonlyMap<string, Character>
}

async function loadExport<T>(found: FoundSubnet, path: string, name: string): Promise<T> {
  const require = createRequire(join(found.folder, 'package.json'))
  const module = (await import(pathToFileURL(require.resolve(join(found.packageName, path))).href)) as Record<
    string,
    unknown
  >
  if (module[name] === undefined) {
    throw cliErrors.SUBNET_INVALID({
      name: found.packageName,
      problem: `its export ${path} has no "${name}"`,
    })
  }
  return module[name] as T
}

/** The subnet's own characters; none when it has no such file. */
export async function loadCharacters(found: FoundSubnet): Promise<readonly Character[]> {
  const path = found.exports.characters
  return path ? loadExport<readonly Character[]>(found, path, 'characters') : []
}

/** The subnet of this name (`text`) or npm name (`@you/subnet-sort`) as seen from `cwd`. */
export function findSubnet(name: string, cwd?: string): FoundSubnet {
  const all = findSubnets(cwd)
  const found = all.find((subnet) => subnet.name === name || subnet.packageName === name)
  if (found) return found
  throw cliErrors.SUBNET_UNKNOWN({ name, found: all.map((subnet) => subnet.name).join(', ') || 'none' })
}

/**
 * Loads a subnet by name.
 *
 * @throws SUBNET_UNKNOWN when there is no such package, SUBNET_INVALID when it lacks one of its parts
 */
export async function loadSubnet(name: string, cwd?: string): Promise<LoadedSubnet> {
  const found = findSubnet(name, cwd)
  const { exports } = found
  const [contract, miner, validator, own] = await Promise.all([
    loadExport<Contract>(found, exports.contract, 'contract'),
    loadExport<AnyMiner>(found, exports.miner, 'miner'),
    loadExport<AnyValidator>(found, exports.validator, 'validator'),
    loadCharacters(found),
  ])
  const characters = new Map([...generalCharacters, ...own].map((character) => [character.name, character]))
  return { found, contract, miner, validator, characters }
}
