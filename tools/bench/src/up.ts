import { fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Bench } from './benches.ts'
import { summarise } from './result.ts'

/** Moments of one run that a newcomer waits for, in order; all counted from the start of the process. */
const parts = {
  boot: 'process start to the first line of ours',
  chain: 'the chain answers',
  setup: 'subnet founded, neurons registered and staked',
  'model-load': 'miners and validators have loaded the model and serve',
  'first-answer': 'a miner has answered a validator',
  'first-weights': 'weights are on chain',
  'three-epochs': 'three epochs whose consensus used weights',
} as const

const runs = 3
const command = fileURLToPath(new URL('../../../packages/cli/bin/subnetkit.mjs', import.meta.url))

/** Starts the real thing as a newcomer does, and notes when each part was reached. */
function once(): Promise<Map<string, number>> {
  const startedAt = performance.timeOrigin + performance.now()
  const folder = mkdtempSync(join(tmpdir(), 'subnetkit-bench-'))
  const args = [
    'up',
    '--subnets',
    'text',
    '--epochs',
    '3',
    '--json',
    '--seed',
    'bench',
    '--port',
    '0',
    '--dir',
    folder,
  ]
  const child = fork(command, args, { execArgv: [], stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
  const reached = new Map<string, number>()
  return new Promise((resolve, reject) => {
    child.on('message', ({ mark, at }: { mark: string; at: number }) => {
      if (!reached.has(mark)) reached.set(mark, (at - startedAt) / 1000)
    })
    child.on('exit', (code) => {
      rmSync(folder, { recursive: true, force: true })
      if (code === 0) resolve(reached)
      else reject(new Error(`the run ended with exit code ${code}`))
    })
  })
}

/** The newcomer's time, once everything is installed: seconds from the start of the process to each part. */
export const benchUp: Bench = async (say) => {
  const seen = new Map<string, number[]>()
  for (let run = 1; run <= runs; run++) {
    const reached = await once()
    say(`run ${run} of ${runs}: ${[...reached].map(([mark, at]) => `${mark} ${at.toFixed(1)} s`).join(', ')}`)
    for (const [mark, at] of reached) seen.set(mark, [...(seen.get(mark) ?? []), at])
  }
  return Object.entries(parts).map(([part, meaning]) => {
    const figures = seen.get(part)
    if (!figures) throw new Error(`the run never reached "${part}"`)
    return {
      bench: `up.${part}`,
      case: meaning,
      unit: 's',
      better: 'lower',
      ...summarise(figures),
      peers: {},
      ratios: {},
    }
  })
}
