import { CommanderError } from 'commander'
import { afterEach, expect, it, vi } from 'vitest'
import { cliErrors } from './errors.ts'
import { reportError } from './report-error.ts'

const written = (): string =>
  vi
    .mocked(process.stderr.write)
    .mock.calls.map(([text]) => text)
    .join('')

afterEach(() => {
  vi.restoreAllMocks()
})

it('shows code, message and remedy, and tells wrong use from what did not hold', () => {
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  expect(reportError(cliErrors.USAGE({ problem: 'x is missing', command: 'up' }))).toBe(2)
  expect(reportError(cliErrors.NETWORK_BUSY({ pid: 7, folder: 'f' }))).toBe(1)
  expect(written()).toContain('USAGE: x is missing\nType `subnetkit up --help`')
  expect(written()).toContain('NETWORK_BUSY')
})

it('leaves texts of the command line parser alone', () => {
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  expect(reportError(new CommanderError(0, 'commander.helpDisplayed', ''))).toBe(0)
  expect(reportError(new CommanderError(1, 'commander.unknownOption', ''))).toBe(2)
  expect(written()).toBe('')
})

it('shows the stack of an error that is not ours', () => {
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  expect(reportError(new TypeError('a fault of ours'))).toBe(1)
  expect(written()).toContain('report-error.test')
})
