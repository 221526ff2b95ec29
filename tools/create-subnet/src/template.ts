import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createErrors } from './errors.ts'

/** A project's files by path with slashes. */
export type Files = Map<string, Uint8Array>

/** What a subnet can begin as. */
export const templates = ['blank', 'text', 'image', 'inference'] as const
export type Template = (typeof templates)[number]

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
/** Whether this runs where the templates live, and not from the published package. */
export const isCheckout: boolean = existsSync(at('../blank'))
const left = new Set(['node_modules', 'dist', '.turbo'])

/** In a checkout the living subnets; in the published package the copies that its build made of them. */
const folderOf = (template: Template): string => {
  if (!isCheckout) return at(`../templates/${template}`)
  return template === 'blank' ? at('../blank') : at(`../../../subnets/${template}`)
}

/** What reaches out of its folder makes sense only where it comes from. */
const outside = /['"](?:\.\.\/){3,}/

function* walk(folder: string, path = ''): Generator<string> {
  for (const entry of readdirSync(join(folder, path), { withFileTypes: true })) {
    if (left.has(entry.name) || entry.name.endsWith('.tsbuildinfo')) continue
    const below = path ? `${path}/${entry.name}` : entry.name
    if (entry.isDirectory()) yield* walk(folder, below)
    else yield below
  }
}

/**
 * The files of a living subnet, without what reaches out of its folder.
 *
 * @throws TEMPLATE_UNKNOWN
 */
export function readTemplate(template: string): Files {
  if (!templates.includes(template as Template)) {
    throw createErrors.TEMPLATE_UNKNOWN({ template, known: templates.join(', ') })
  }
  const folder = folderOf(template as Template)
  const files: Files = new Map()
  for (const path of walk(folder)) {
    const bytes = readFileSync(join(folder, path))
    if (/\.ts$/.test(path) && outside.test(bytes.toString())) continue
    // The published copies are not to be taken for packages.
    files.set(path === 'template.json' ? 'package.json' : path, bytes)
  }
  return files
}

/** The versions that the templates were made with, from the workspace's catalog. */
export function catalogVersions(): ReadonlyMap<string, string> {
  const text = readFileSync(
    isCheckout ? at('../../../pnpm-workspace.yaml') : at('../templates/versions.yaml'),
    'utf8',
  )
  const block = /^catalog:\n((?:[ #].*\n|\n)+)/m.exec(text)?.[1] ?? ''
  return new Map(
    [...block.matchAll(/^ {2}"?([^":\s]+)"?: "?([\w.-]+)"?$/gm)].map(([, name, version]) => [
      name!,
      version!,
    ]),
  )
}
