import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Edit } from './plan.ts'

/** The edits as git shows them, moves as moves; with colour when asked. */
export function diffOf(edits: readonly Edit[], colour: boolean): string {
  const folder = mkdtempSync(join(tmpdir(), 'rename-'))
  const place = (side: string, path: string, bytes: Buffer): void => {
    mkdirSync(dirname(join(folder, side, path)), { recursive: true })
    writeFileSync(join(folder, side, path), bytes)
  }
  try {
    for (const { from, to, before, after } of edits) {
      place('a', from, before)
      place('b', to, after)
    }
    const args = [
      'diff',
      '--no-index',
      '--no-prefix',
      '--find-renames',
      '-l0',
      `--color=${colour ? 'always' : 'never'}`,
    ]
    const { stdout } = spawnSync('git', [...args, 'a', 'b'], {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    })
    // In these two lines `git apply` wants the path alone.
    return stdout.replace(/^(rename from |rename to )[ab]\//gm, '$1')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
