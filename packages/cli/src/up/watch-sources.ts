import { type FSWatcher, watch } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import type { FoundSubnet } from '../subnets/find-subnets.ts'
import type { HostProcess } from './host-process.ts'
import { sourceFiles } from './source-files.ts'

/** An editor saves in several steps. */
const settleMs = 150

/**
 * Restarts the host whose file was saved: the miners' for what a subnet's miner imports, the validators' for what its
 * validator imports, both for what both do or for a character. Chain, scores and the other host stay as they are.
 *
 * @returns ends the watching
 */
export function watchSources(options: {
  subnets: readonly FoundSubnet[]
  hosts: Readonly<Record<'miner' | 'validator', HostProcess>>
  note(text: string): void
}): () => void {
  const { subnets, hosts, note } = options
  const watchers: FSWatcher[] = []
  const changed = new Map<'miner' | 'validator', string>()
  let timer: NodeJS.Timeout | undefined

  const restart = (): void => {
    for (const [role, file] of changed) {
      note(`${file} was saved: the ${role}s start again, the chain and all scores stay.`)
      hosts[role].restart()
    }
    changed.clear()
  }
  for (const subnet of subnets) {
    const require = createRequire(join(subnet.folder, 'package.json'))
    const entryOf = (path: string): string => require.resolve(join(subnet.packageName, path))
    const { miner, validator, characters } = subnet.exports
    const entries = {
      miner: [miner, ...(characters ? [characters] : [])].map(entryOf),
      validator: [validator, ...(characters ? [characters] : [])].map(entryOf),
    }
    const folders = new Set(Object.values(entries).flat().map(dirname))
    const onChange = (folder: string, name: string | null): void => {
      if (name === null) return
      const file = join(folder, name)
      // Read anew each time: the save may have changed what imports what.
      for (const role of ['miner', 'validator'] as const) {
        if (entries[role].some((entry) => sourceFiles(entry).has(file)))
          changed.set(role, relative('.', file))
      }
      clearTimeout(timer)
      timer = setTimeout(restart, settleMs)
    }
    for (const folder of folders) {
      watchers.push(watch(folder, { recursive: true }, (_, name) => onChange(folder, name)))
    }
  }
  return () => {
    clearTimeout(timer)
    for (const watcher of watchers) watcher.close()
  }
}
