import { createHash } from 'node:crypto'
import type { Registry } from './registry.ts'

const magic = Buffer.from('oip1')

/**
 * What every miner of a list of models puts on chain: `oip1` and the SHA-256 over one line a model, sorted: id, version,
 * SHA-256 of its file, mode. 36 bytes. Whoever runs another file or rule for a name commits to something else.
 */
export function commitmentOf({ models }: Pick<Registry, 'models'>): Uint8Array {
  const lines = models.map(
    ({ entry, manifest }) => `${entry.id} ${entry.version} ${manifest.sha256} ${entry.mode}`,
  )
  const digest = createHash('sha256').update(lines.sort().join('\n')).digest()
  return new Uint8Array(Buffer.concat([magic, digest]))
}
