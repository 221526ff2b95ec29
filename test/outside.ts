import { type Dirent, readdirSync, readFileSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { root, start } from './command.ts'

/** Runs a program to its end; what it printed, or an error with the end of that. */
export async function done(
  command: string,
  args: readonly string[],
  cwd: string,
  env: Record<string, string | undefined>,
): Promise<string> {
  const running = start(args, { command, env, cwd })
  const code = await running.ended
  if (code === 0) return running.stdout()
  const tail = `${running.stdout()}\n${running.stderr()}`.trim().slice(-4_000)
  throw new Error(`${command} ${args.join(' ')} ended with ${code}:\n${tail}`)
}

/** Files of a project that lead back into the checkout, by a link or by a word. */
export function pathsBack(folder: string): string[] {
  const inside = realpathSync(folder)
  const leadsBack = (entry: Dirent): boolean => {
    const path = join(entry.parentPath, entry.name)
    if (entry.isSymbolicLink()) return !realpathSync(path).startsWith(inside)
    const text = /\.(?:[cm]?[jt]s|json|md|ya?ml|map)$|^\.npmrc$/.test(entry.name) && entry.isFile()
    return text && readFileSync(path, 'utf8').includes(root)
  }
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(leadsBack)
    .map((entry) => join(entry.parentPath, entry.name))
}
