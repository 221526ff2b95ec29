import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isSubnetkitError } from '@subnetkit/core'
import { Command } from 'commander'
import { bringNode } from './bring-node.ts'
import { nodesErrors } from './errors.ts'
import { runStep, type StepResult } from './run-step.ts'
import { steps } from './steps.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const versions: string[] = JSON.parse(readFileSync(join(root, 'tools/nodes/versions.json'), 'utf8'))
const names = steps.map(({ name }) => name)

const say = (line: string): void => void process.stderr.write(`${line}\n`)
const row = ({ node, step, passed, seconds, summary }: StepResult): string =>
  [
    `Node ${node}`.padEnd(14),
    step.padEnd(10),
    passed ? 'passed' : 'FAILED',
    `${seconds} s`.padStart(6),
    summary,
  ].join('  ')

/** A clone of what is committed, in which nothing of this checkout's own installation is found. */
function cloneInto(folder: string): string {
  const clone = join(folder, 'clone')
  const { status, stderr } = spawnSync('git', ['clone', '--quiet', root, clone], { encoding: 'utf8' })
  if (status !== 0) throw nodesErrors.CLONE_FAILED({ problem: String(stderr).trim() })
  return clone
}

function runAll(nodes: readonly string[], only: readonly string[]): StepResult[] {
  for (const version of nodes)
    if (!versions.includes(version))
      throw nodesErrors.VERSION_UNKNOWN({ version, known: versions.join(', ') })
  for (const step of only)
    if (!names.includes(step)) throw nodesErrors.STEP_UNKNOWN({ step, known: names.join(', ') })
  if (spawnSync('git', ['status', '--porcelain'], { cwd: root, encoding: 'utf8' }).stdout)
    say('What is in no commit is not part of this.')
  return nodes.flatMap((version) => {
    const bin = bringNode(root, version)
    const { stdout } = spawnSync(join(bin, 'node'), ['--version'], { encoding: 'utf8' })
    const node = stdout.trim().slice(1)
    const folder = mkdtempSync(join(tmpdir(), `subnetkit-node-${version}-`))
    try {
      const clone = cloneInto(folder)
      return steps.flatMap((step) => {
        if (!only.includes(step.name)) return []
        say(`Node ${node}: ${step.name} …`)
        const result = runStep(step, { node, bin, clone })
        if (!result.passed) say(result.output)
        process.stdout.write(`${row(result)}\n`)
        return [result]
      })
    } finally {
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
    }
  })
}

const command = new Command('nodes')
  .description('Runs a clean clone under every Node that we say we support: about ten minutes each.')
  .option('--node <version...>', `of ${versions.join(', ')}`, versions)
  .option('--only <step...>', `of ${names.join(', ')}`, names)
  .action(({ node, only }: { node: string[]; only: string[] }) => {
    if (runAll(node, only).some(({ passed }) => !passed)) process.exitCode = 1
  })

try {
  await command.parseAsync()
} catch (error) {
  const text = isSubnetkitError(error) ? `${error.code}: ${error.message}\n${error.remedy}` : String(error)
  say(text)
  process.exitCode = 1
}
