/** What one neuron of a role was seen to use. */
export interface ComputeNeeds {
  readonly peakBytes: number
  /** Over everything that the process does between being up and the report. */
  readonly cpuSecondsPerQuestion: number
  /** To one miner by one validator. */
  readonly questionsPerEpoch: number
}

/** An epoch of mainnet's default tempo: 360 blocks of 12 s. */
const epochSeconds = 360 * 12
/** How many there are on a full subnet: 256 uids, of which up to 64 have a permit to ask. */
const others = { miner: 64, validator: 192 } as const
/** What was measured is the least; a machine needs room beside it. */
const reserve = 2

const gibibytes = (bytes: number): number => Math.max(1, Math.ceil((reserve * bytes) / 1024 ** 3))

function roleYaml(role: 'miner' | 'validator', needs: ComputeNeeds): string {
  const { peakBytes, cpuSecondsPerQuestion, questionsPerEpoch } = needs
  const cores = (cpuSecondsPerQuestion * questionsPerEpoch * others[role]) / epochSeconds
  const who = role === 'miner' ? `${others.miner} validators ask` : `it asks ${others.validator} miners`
  return [
    `  ${role}:`,
    `    # ${Math.round(peakBytes / 1024 ** 2)} MiB at most; ${(cpuSecondsPerQuestion * 1000).toFixed(1)} ms of processor a question.`,
    `    # ${cores.toFixed(3)} cores when ${who}, ${Math.round(questionsPerEpoch)} questions each an epoch.`,
    '    cpu:',
    `      min_cores: ${Math.max(1, Math.ceil(reserve * cores))}`,
    `      recommended_cores: ${Math.max(2, Math.ceil(2 * reserve * cores))}`,
    '    gpu:',
    '      required: false',
    '    memory:',
    `      min_ram: ${gibibytes(peakBytes)} # GiB`,
    '    storage:',
    '      min_space: 2 # GB: program, model, state',
    '    os:',
    '      name: Linux, macOS or Windows with Node 20.19 or newer; no Alpine (musl)',
  ].join('\n')
}

/** A subnet's `min_compute.yml`, in the shape that the official template gave it. */
export function minComputeYaml(
  needs: Readonly<Record<'miner' | 'validator', ComputeNeeds>>,
  machine: { readonly processor: string; readonly arch: string },
): string {
  return `# Measured with the committed model on ${machine.processor} (${machine.arch}), twice that is asked for.
# Made by: pnpm --filter @subnetkit/bench min-compute
version: "1.0"
compute_spec:
${roleYaml('miner', needs.miner)}
${roleYaml('validator', needs.validator)}
`
}
