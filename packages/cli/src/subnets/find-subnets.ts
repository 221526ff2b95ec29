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
  /** It stands in the workspace round the caller, and is not just installed there. */
  own: boolean
  exports: z.infer<typeof field>
}

function readSubnet(folder: string, own: boolean): FoundSubnet | undefined {
  const file = join(folder, 'package.json')
  if (!existsSync(file)) return undefined
  const manifest: unknown = JSON.parse(readFileSync(file, 'utf8'))
  const parsed = z.object({ name: z.string(), subnetkit: field }).safeParse(manifest)
  if (!parsed.success) return undefined
  const name = parsed.data.name
    .split('/')
    .at(-1)!
    .replace(/^subnet-/, '')
  return { packageName: parsed.data.name, name, folder, own, exports: parsed.data.subnetkit }
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
  const own = [
    cwd,
    ...(root ? [...subfolders(join(root, 'subnets')), ...subfolders(join(root, 'packages'))] : []),
  ]
  const installed = [...inNodeModules(cwd), ...inNodeModules(here)]
  const found = new Map<string, FoundSubnet>()
  for (const folder of [...own, ...installed]) {
    const subnet = readSubnet(folder, own.includes(folder))
    if (subnet && !found.has(subnet.name)) found.set(subnet.name, subnet)
  }
  return [...found.values()]
}

/** What runs when nobody names subnets: the workspace's own ones, or all that are installed where it has none. */
export function defaultSubnets(cwd?: string): string[] {
  const all = findSubnets(cwd)
  const own = all.filter((subnet) => subnet.own)
  return (own.length > 0 ? own : all).map(({ name }) => name)
}
