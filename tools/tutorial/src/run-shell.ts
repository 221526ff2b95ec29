import { spawn } from 'node:child_process'

/** Nothing that a guide runs takes longer, unless it hangs. */
const deadlineMs = 300_000

/** What became of a script. */
export interface ShellResult {
  readonly code: number | null
  /** Standard output and error as they came. */
  readonly printed: string
  /** The folder that it ended in. */
  readonly folder: string
}

/** Types a script into a shell that stops at the first command that fails. */
export async function runShell(
  script: string,
  options: { readonly folder: string; readonly env: Readonly<Record<string, string>> },
): Promise<ShellResult> {
  // The shell tells on a channel of its own where a `cd` has led.
  const child = spawn('sh', ['-e', '-c', `${script}\npwd >&3`], {
    cwd: options.folder,
    env: options.env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  })
  let printed = ''
  let folder = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream!.setEncoding('utf8').on('data', (text: string) => {
      printed += text
    })
  }
  child.stdio[3]!.on('data', (bytes: Buffer) => {
    folder += bytes.toString()
  })
  const timer = setTimeout(() => {
    printed += `\nIt was stopped after ${deadlineMs / 1000} s.`
    // A group of its own: the shell and all that it has started.
    process.kill(-child.pid!, 'SIGKILL')
  }, deadlineMs)
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  }).finally(() => clearTimeout(timer))
  return { code, printed, folder: folder.trim() || options.folder }
}
