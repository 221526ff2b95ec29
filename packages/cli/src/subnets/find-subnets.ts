import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

const field = z.object({
  contract: z.string(),
  miner: z.string(),
  validator: z.string(),
  characters: z.string().optional(),
})

/** A package that says it is a subnet: its `package.json` has a `subnetkit` field with export paths. */
export interface FoundSubnet {
  /** The npm name. */
  packageName: string
  /** What people type: the last part of the npm name without `subnet-`. */
  name: string
  folder: string
  exports: z.infer<typeof field>
}

function readSubnet(folder: string): FoundSubnet | undefined {
  const file = join(folder, 'package.json')
  if (!existsSync(file)) return undefined
  const manifest: unknown = JSON.parse(readFileSync(file, 'utf8'))
  const parsed = z.object({ name: z.string(), subnetkit: field }).safeParse(manifest)
  if (!parsed.success) return undefined
  const name = parsed.data.name
    .split('/')
    .at(-1)!
    .replace(/^subnet-/, '')
  return { packageName: parsed.data.name, name, folder, exports: parsed.data.subnetkit }
}

const subfolders = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isDirectory() || entry.isSymbolicLink())
        .map((entry) => join(folder, entry.name))
    : []

/** The folder that holds the workspace round `start`, or undefined. */
export function workspaceRoot(start: string): string | undefined {
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'pnpm-workspace.yaml'))) return folder
    const file = join(folder, 'package.json')
    if (existsSync(file) && 'workspaces' in (JSON.parse(readFileSync(file, 'utf8')) as object)) return folder
    if (dirname(folder) === folder) return undefined
  }
}

function inNodeModules(start: string): string[] {
  const folders: string[] = []
  for (let folder = start; ; folder = dirname(folder)) {
    const modules = join(folder, 'node_modules')
    for (const path of subfolders(modules)) {
      const isScope = path.slice(modules.length + 1).startsWith('@')
      folders.push(...(isScope ? subfolders(path) : [path]))
    }
    if (dirname(folder) === folder) return folders
  }
}

/**
 * Every subnet that can be run from `cwd`: those of the workspace first (`subnets/*`, then `packages/*`), then those
 * installed in `node_modules` there, then those that came with this command. The first of a name wins.
 */
export function findSubnets(cwd: string = process.cwd()): FoundSubnet[] {
  const root = workspaceRoot(cwd)
  const here = dirname(fileURLToPath(import.meta.url))
  const candidates = [
    cwd,
    ...(root ? [...subfolders(join(root, 'subnets')), ...subfolders(join(root, 'packages'))] : []),
    ...inNodeModules(cwd),
    ...inNodeModules(here),
  ]
  const found = new Map<string, FoundSubnet>()
  for (const folder of candidates) {
    const subnet = readSubnet(folder)
    if (subnet && !found.has(subnet.name)) found.set(subnet.name, subnet)
  }
  return [...found.values()]
}
