import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { cliErrors } from '../errors.ts'

/** A subnet that stands in the tree. */
export interface SubnetInForce {
  /** Its folder below `subnets/`. */
  readonly name: string
  readonly packageName: string
}

/** What things are called in a tree now, read from the tree itself, so that a second rename works like the first. */
export interface NamesInForce {
  /** A clone holds the packages and may call them what it likes; a project depends on published ones. */
  readonly kind: 'clone' | 'project'
  /** The command and the product, in a clone. */
  readonly product: string | undefined
  /** Of the packages in a clone, of the subnets in a project; with its @. */
  readonly scope: string | undefined
  /** What names of metrics begin with, in a clone. */
  readonly metricsPrefix: string | undefined
  readonly subnets: readonly SubnetInForce[]
  /** Every npm name of the workspace's own packages. */
  readonly packages: readonly string[]
}

const nameOf = (root: string, folder: string): string | undefined => {
  const file = join(root, folder, 'package.json')
  if (!existsSync(file)) return undefined
  return (JSON.parse(readFileSync(file, 'utf8')) as { name?: string }).name
}
const scopeOf = (name: string | undefined): string | undefined => /^(@[^/]+)\//.exec(name ?? '')?.[1]

/**
 * Reads the names of the workspace at `root`.
 *
 * @throws RENAME_NO_WORKSPACE when no subnets stand in it
 */
export function namesInForce(root: string): NamesInForce {
  const folder = join(root, 'subnets')
  const subnets = (existsSync(folder) ? readdirSync(folder) : []).flatMap((name): SubnetInForce[] => {
    const packageName = nameOf(root, `subnets/${name}`)
    return packageName === undefined ? [] : [{ name, packageName }]
  })
  if (subnets.length === 0) throw cliErrors.RENAME_NO_WORKSPACE({ folder: root })
  const product = nameOf(root, 'packages/cli')
  const packages = ['packages', 'subnets', 'tools']
    .filter((area) => existsSync(join(root, area)))
    .flatMap((area) => readdirSync(join(root, area)).map((name) => `${area}/${name}`))
    // The blank template is named like a package too.
    .concat('tools/create-subnet/blank')
    .flatMap((place) => nameOf(root, place) ?? [])
  if (product === undefined) {
    const scope = scopeOf(subnets[0]?.packageName)
    return { kind: 'project', product, scope, metricsPrefix: undefined, subnets, packages }
  }
  const metrics = readFileSync(join(root, 'packages/neuron/src/metrics.ts'), 'utf8')
  return {
    kind: 'clone',
    product,
    scope: scopeOf(nameOf(root, 'packages/core')),
    metricsPrefix: /\b([a-z][a-z0-9_]*)_miner_requests_total/.exec(metrics)?.[1],
    subnets,
    packages,
  }
}
