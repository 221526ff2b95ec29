import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isSubnetkitError } from '@subnetkit/core'
import { expect, it } from 'vitest'
import { takeNetworkFolder } from './network-folder.ts'

const fresh = (): string => mkdtempSync(join(tmpdir(), 'subnetkit-folder-'))

it('empties what the last network left, and keeps what people made', () => {
  const folder = fresh()
  for (const part of ['cast', 'state', 'wallets']) {
    mkdirSync(join(folder, part))
    writeFileSync(join(folder, part, 'file'), 'x')
  }
  takeNetworkFolder(folder)
  expect(existsSync(join(folder, 'cast', 'file'))).toBe(false)
  expect(existsSync(join(folder, 'state', 'file'))).toBe(false)
  expect(existsSync(join(folder, 'wallets', 'file'))).toBe(true)
})

it('refuses a folder whose process lives, takes one whose process is gone, and leaves no lock', () => {
  const folder = fresh()
  // The parent of this process lives for sure.
  writeFileSync(join(folder, 'lock'), String(process.ppid))
  try {
    takeNetworkFolder(folder)
    expect.unreachable()
  } catch (error) {
    expect(isSubnetkitError(error, 'NETWORK_BUSY')).toBe(true)
  }
  writeFileSync(join(folder, 'lock'), '999999999')
  const taken = takeNetworkFolder(folder)
  taken.release()
  expect(existsSync(join(folder, 'lock'))).toBe(false)
})
