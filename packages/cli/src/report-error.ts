import { isSubnetkitError } from '@subnetkit/core'
import { CommanderError } from 'commander'

/** Exit codes of every command: 0 done, 1 the thing asked did not hold, 2 used wrongly. */
const usageCodes = new Set([
  'USAGE',
  'SUBNET_UNKNOWN',
  'NETUID_NEEDED',
  'CONFIG_INVALID',
  'AMOUNT_INVALID',
  'WALLET_NAME_INVALID',
  'CHAIN_ENDPOINT_INVALID',
])

/**
 * Says on standard error what went wrong and what to do about it, and returns the exit code for it.
 *
 * An error that is not ours is a fault of this program: it is shown with its stack, so that it can be reported.
 */
export function reportError(error: unknown): number {
  if (error instanceof CommanderError) {
    // Commander has printed its own text by now; --help and --version also end here.
    return error.exitCode === 0 ? 0 : 2
  }
  if (isSubnetkitError(error)) {
    process.stderr.write(`${error.code}: ${error.message}\n${error.remedy}\n`)
    return usageCodes.has(error.code) ? 2 : 1
  }
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  return 1
}
