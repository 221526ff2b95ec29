import { expect, it } from 'vitest'
import { minComputeYaml } from './min-compute-yaml.ts'

const machine = { processor: 'Test CPU', arch: 'x64' }
const needs = { peakBytes: 300 * 1024 ** 2, cpuSecondsPerQuestion: 0.1, questionsPerEpoch: 6 }

it('asks for twice of what was measured, on a full subnet', () => {
  const yaml = minComputeYaml({ miner: needs, validator: { ...needs, cpuSecondsPerQuestion: 10 } }, machine)
  const [miner, validator] = yaml.split('  validator:')
  expect(miner).toContain('min_cores: 1\n')
  expect(miner).toContain('300 MiB at most; 100.0 ms')
  // 10 s × 6 questions × 192 miners in 4,320 s are 2.67 cores.
  expect(validator).toContain('min_cores: 6\n')
  expect(validator).toContain('min_ram: 1 # GiB')
})
