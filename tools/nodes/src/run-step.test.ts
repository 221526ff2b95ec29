import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { runStep } from './run-step.ts'

const clone = mkdtempSync(join(tmpdir(), 'subnetkit-nodes-'))
const step = { name: 'units', npm: ['test'], summary: (stdout: string) => JSON.parse(stdout).said }
/** A folder whose npm is this program. */
function folderWith(program: string): string {
  const bin = mkdtempSync(join(tmpdir(), 'subnetkit-nodes-bin-'))
  writeFileSync(join(bin, 'npm'), `#!${process.execPath}\n${program}\n`)
  chmodSync(join(bin, 'npm'), 0o755)
  return bin
}
const run = (program: string) => runStep(step, { node: '22', bin: folderWith(program), clone })

it('tells what a step came to', () => {
  expect(run(`console.log('{"said": "3 passed"}')`)).toMatchObject({
    ...{ node: '22', step: 'units', passed: true, summary: '3 passed' },
  })
})

it('fails with the end of what was printed, also when that is no result', () => {
  expect(run(`console.error('it broke'); process.exit(3)`)).toMatchObject({
    ...{ passed: false, summary: 'exit code 3', output: 'it broke' },
  })
  expect(run(`console.log('all is well')`)).toMatchObject({ passed: false, output: 'all is well' })
})
