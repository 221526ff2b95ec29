import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { arch, cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { raoPerTao } from '@subnetkit/core'
import { type Report, runNetwork, silentScreen } from 'subnetkit'
import { type ComputeNeeds, minComputeYaml } from './min-compute-yaml.ts'
import { processUsage } from './process-usage.ts'

const epochs = 3
const roles = ['miner', 'validator'] as const
type Role = (typeof roles)[number]

/** One honest miner and one honest validator, each in a process of its own, as on two machines. */
const cast = [
  { role: 'miner', character: 'honest', stake: 0n },
  { role: 'validator', character: 'honest', stake: 250n * raoPerTao },
] as const

async function measure(subnet: string): Promise<Record<Role, ComputeNeeds>> {
  const folder = mkdtempSync(join(tmpdir(), 'subnetkit-compute-'))
  const pids: Partial<Record<Role, number>> = {}
  const before: Partial<Record<Role, number>> = {}
  const needs: Partial<Record<Role, ComputeNeeds>> = {}
  const onReport = (report: Report): void => {
    for (const role of roles) {
      const { requests } = report.subnets[0]!.neurons.find((neuron) => neuron.role === role)!
      const { peakBytes, cpuSeconds } = processUsage(pids[role]!)
      needs[role] = {
        peakBytes,
        cpuSecondsPerQuestion: (cpuSeconds - before[role]!) / requests,
        questionsPerEpoch: requests / epochs,
      }
    }
  }
  try {
    await runNetwork(
      {
        ...{ subnets: [subnet], epochs, casts: new Map([[subnet, cast]]), keep: false, seed: 'compute' },
        ...{ port: 0, folder, blockTimeMs: 1_000, tempo: 20 },
      },
      {
        screen: silentScreen,
        signal: new AbortController().signal,
        onUp({ hosts }) {
          for (const role of roles) {
            pids[role] = hosts[role].pid()!
            before[role] = processUsage(pids[role]).cpuSeconds
          }
        },
        onReport,
      },
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return needs as Record<Role, ComputeNeeds>
}

const names = process.argv.slice(2)
if (names.length === 0 || names.some((name) => name.startsWith('-'))) {
  console.error(
    'Runs a subnet with one miner and one validator, and writes what they need to its min_compute.yml.\n',
  )
  console.error('  pnpm --filter @subnetkit/bench min-compute text image inference     (Linux only)')
  process.exit(2)
}
for (const name of names) {
  const needs = await measure(name)
  const file = fileURLToPath(new URL(`../../../subnets/${name}/min_compute.yml`, import.meta.url))
  writeFileSync(
    file,
    minComputeYaml(needs, { processor: cpus()[0]?.model ?? 'an unknown processor', arch: arch() }),
  )
  console.log(file)
}
