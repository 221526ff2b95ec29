import { cpSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { root, start } from './command.ts'

const blank = join(root, 'tools', 'create-subnet', 'blank')

/** A founder's project with one subnet in it, a copy of the blank one. */
function project(): { folder: string; miner: string } {
  const folder = mkdtempSync(join(tmpdir(), 'subnetkit-watch-'))
  const subnet = join(folder, 'subnets', 'demo')
  cpSync(blank, subnet, { recursive: true, filter: (path) => !path.includes('node_modules') })
  symlinkSync(join(blank, 'node_modules'), join(folder, 'node_modules'))
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, workspaces: ['subnets/*'] }))
  const manifest = join(subnet, 'package.json')
  const { name: _, ...rest } = JSON.parse(readFileSync(manifest, 'utf8'))
  writeFileSync(manifest, JSON.stringify({ name: 'subnet-demo', ...rest }))
  return { folder, miner: join(subnet, 'src', 'miner.ts') }
}

it('up --watch: saving the miner restarts the miners alone, and the economy goes on', {
  timeout: 180_000,
}, async () => {
  const { folder, miner } = project()
  const bin = join(root, 'packages', 'cli', 'bin', 'subnetkit.mjs')
  const flags = ['--subnets', 'demo', '--watch', '--port', '0', '--tempo', '10', '--block-time', '300']
  const command = start([bin, 'up', ...flags], { cwd: folder })
  await command.seen(/epochs with weights 2/, 90_000)
  writeFileSync(miner, `${readFileSync(miner, 'utf8')}\n// Saved.\n`)
  await command.seen(/miner\.ts was saved: the miners start again/, 20_000)
  const before = Number(/epochs with weights (\d+)(?![\s\S]*epochs with weights)/.exec(command.stdout())![1])
  await command.seen(new RegExp(`epochs with weights ${before + 3}`), 60_000)
  expect(command.stdout()).not.toMatch(/validators start again|process died/)
  // Honest miners earn again: their name is in the last table with incentive.
  const last = command.stdout().slice(command.stdout().lastIndexOf('epochs with weights'))
  expect(last).toMatch(/honest\s+[\d.]+\s+[\d.]+ %\s+[345]\d\.\d %/)
  expect(await command.stop('SIGINT')).toBeLessThan(10_000)
})
