import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePort } from './free-port.ts'
import { outsider, run, seen, start } from './outsiders.ts'

const folder = fileURLToPath(new URL('../../../.tools/outsiders/llm', import.meta.url))
const weights = join(folder, 'SmolLM2-135M-Instruct.Q4_1.gguf')

/** The name that all of them serve it under: nobody can tell by it which weights answer. */
export const engineModel = 'smollm2-135m-instruct'

export interface LanguageEngine {
  readonly url: string
  stop(): Promise<void>
}

const script = (): string => join(outsider('engines'), 'llm_server.py')

/** Compiles llama.cpp's server once, which takes about ten minutes, and fetches SmolLM2 with 135 million parameters. */
export async function installLanguageEngine(): Promise<void> {
  const { code, stderr } = await run('python3', [script(), '--dir', folder, '--install-only'])
  if (code === 0) return
  throw new Error(
    `OUTSIDERS_INSTALL_FAILED: ${stderr.slice(-2_000)}. Python 3.11, cmake and a C++ compiler are needed.`,
  )
}

/** The same model in other bits, as somebody may serve it who wants it smaller or has only that. */
export async function requantised(type: 'Q8_0' | 'Q4_0'): Promise<string> {
  const path = join(folder, `SmolLM2-135M-Instruct.${type}.gguf`)
  if (existsSync(path)) return path
  const bin = join(folder, 'build', 'bin')
  const command = [join(bin, 'llama-quantize'), '--allow-requantize', weights, path, type]
  const { code, stderr } = await run('env', [`LD_LIBRARY_PATH=${bin}`, ...command])
  if (code !== 0) throw new Error(`llama-quantize: ${stderr.slice(-2_000)}`)
  return path
}

/** Starts llama.cpp's server, which works on one request at a time. */
export async function startLanguageEngine(model: string = weights): Promise<LanguageEngine> {
  const port = String(await freePort())
  // Threads of one generation wait for each other: on a machine that does other things too, one is the fastest.
  const flags = ['--dir', folder, '--port', port, '--threads', '1', '--', '-m', model]
  const { child, ended } = start('python3', [script(), ...flags])
  const [, url] = await seen(child.stdout!, /ready (\S+)/)
  return {
    url: url!,
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}
