import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createErrors } from './errors.ts'
import { type PackageSource, sameSource, vendorSource } from './package-source.ts'
import type { PackageManager } from './project-files.ts'

/** A project that gets one more subnet. */
export interface ExistingProject {
  readonly root: string
  /** Who installs; undefined in a clone of Subnetkit, whose own commands do. */
  readonly packageManager: PackageManager | undefined
  readonly licence: string | undefined
  /** Where its other subnets have our packages from. */
  readonly source: PackageSource
  /** What an installation changes outside the new subnet. */
  readonly lockfile: string
}

interface Manifest {
  license?: string
  workspaces?: unknown
  dependencies?: Record<string, string>
  devDependencies?: Record<string, string>
}

/**
 * Reads what stands in the root of a project.
 *
 * @throws NOT_A_PROJECT, PACKAGES_MISSING
 */
export function readProject(folder: string): ExistingProject {
  const root = resolve(folder)
  const refuse = (problem: string) => createErrors.NOT_A_PROJECT({ folder: root, problem })
  const file = join(root, 'package.json')
  if (!existsSync(file)) throw refuse('it has no package.json')
  let manifest: Manifest
  try {
    manifest = JSON.parse(readFileSync(file, 'utf8')) as Manifest
  } catch {
    throw refuse('its package.json is not JSON')
  }
  const usesPnpm = existsSync(join(root, 'pnpm-workspace.yaml'))
  if (!usesPnpm && manifest.workspaces === undefined) throw refuse('it has no workspaces')
  const range = manifest.devDependencies?.subnetkit ?? manifest.dependencies?.subnetkit
  if (range === undefined) throw refuse('it does not depend on subnetkit')
  return {
    root,
    packageManager: range.startsWith('workspace:') ? undefined : usesPnpm ? 'pnpm' : 'npm',
    licence: manifest.license,
    source: range.startsWith('file:') ? vendorSource(join(root, 'vendor')) : sameSource(range),
    lockfile: join(root, usesPnpm ? 'pnpm-lock.yaml' : 'package-lock.json'),
  }
}
