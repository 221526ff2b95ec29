import { spawnSync } from 'node:child_process'
import { existsSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { cliErrors } from '../errors.ts'
import { applyEdits } from './apply.ts'
import { namesInForce } from './names-in-force.ts'
import { type Edit, planEdits } from './plan.ts'
import { rulesFor } from './rules.ts'
import { diffOf } from './show-diff.ts'
import { repositoryRoot, requireClean, type TrackedFile, trackedFiles } from './tree.ts'
import { type Changes, changesFor, type Wishes } from './wishes.ts'

export interface Renamed {
  readonly changes: Changes
  readonly edits: readonly Edit[]
  /** With `dryRun`. */
  readonly diff: string
  /** Whether the workspace's formatter ran; undefined when it has none. */
  readonly formatted: boolean | undefined
}

/** Longer names break lines elsewhere and sort elsewhere. */
function format(root: string, edits: readonly Edit[]): boolean | undefined {
  if (!existsSync(join(root, 'biome.json'))) return undefined
  const program = join(root, 'node_modules', '.bin', 'biome')
  if (!existsSync(program)) return false
  const files = edits.map(({ to }) => to).filter((path) => /\.(?:ts|mjs|js|json)$/.test(path))
  return (
    spawnSync(program, ['check', '--write', '--no-errors-on-unmatched', ...files], { cwd: root }).status === 0
  )
}

/** A product's name is looked for everywhere: one that many files hold already could never be told from them again. */
function refuseFamiliar(files: readonly TrackedFile[], name: string): void {
  const held = files.filter(({ bytes }) => bytes.toString('latin1').toLowerCase().includes(name)).length
  // A few may: the examples of this command.
  if (held <= 10) return
  const problem = `${held} files hold that word already, and a later rename could not tell them apart`
  throw cliErrors.RENAME_INVALID({ name, problem })
}

/**
 * Wallets and state of the local network: the command looks for them, and git ignores them, under the product's name. Left
 * behind, the next `git add --all` would commit keys.
 */
function moveState(root: string, { product }: Changes): void {
  if (!product) return
  const [from, to] = [join(root, `.${product.from}`), join(root, `.${product.to}`)]
  if (existsSync(from) && !existsSync(to)) renameSync(from, to)
}

/**
 * Renames what git knows in the workspace round `cwd`.
 *
 * @throws RENAME_NO_GIT, RENAME_NO_WORKSPACE, RENAME_INVALID, RENAME_TAKEN, RENAME_DIRTY (not with `dryRun`), RENAME_UNDONE
 */
export function renameTree(
  cwd: string,
  wishes: Wishes,
  { dryRun, colour = false }: { readonly dryRun: boolean; readonly colour?: boolean },
): Renamed {
  const root = repositoryRoot(cwd)
  const names = namesInForce(root)
  const changes = changesFor(wishes, names)
  if (!dryRun) requireClean(root)
  const files = trackedFiles(root)
  if (changes.product) refuseFamiliar(files, changes.product.to)
  const edits = planEdits(root, files, rulesFor(changes, names))
  if (dryRun || edits.length === 0) {
    return { changes, edits, formatted: undefined, diff: dryRun ? diffOf(edits, colour) : '' }
  }
  applyEdits(root, edits)
  moveState(root, changes)
  return { changes, edits, formatted: format(root, edits), diff: '' }
}
