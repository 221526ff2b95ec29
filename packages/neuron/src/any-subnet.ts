import type { Contract } from '@subnetkit/protocol'
import type { Call } from '@subnetkit/protocol/server'
import type { z } from 'zod'
import type { Schedule } from './define-validator.ts'

/**
 * Any miner, whatever its contract: what a program holds that loads subnets by name. `never` parameters accept every
 * handler; the runtimes call them with what the contract has checked.
 */
export interface AnyMiner {
  readonly config?: z.ZodType
  setup?(host: never): unknown
  commit?(env: never): Uint8Array
  readonly routes: Readonly<
    Record<string, (call: never) => Promise<unknown> | AsyncGenerator<unknown, unknown, void>>
  >
}

/** Any validator, whatever its contract and rule. */
export interface AnyValidator {
  readonly config?: z.ZodType
  setup?(host: never): unknown
  readonly schedule: Schedule
  /** One question, several or none, or a promise of them. */
  challenge(from: never): unknown
  verify(of: never): unknown
  readonly rule: { readonly finding: z.ZodType; score(round: never): ReadonlyMap<string, number> }
}

/** A miner with its contract. */
export interface MinerSubnet {
  readonly contract: Contract
  readonly miner: AnyMiner
}

/** A validator with its contract. */
export interface ValidatorSubnet {
  readonly contract: Contract
  readonly validator: AnyValidator
}

/** A handler with its types forgotten. */
export type ErasedHandler = (
  call: Call & { env: unknown },
) => Promise<unknown> | AsyncGenerator<unknown, unknown, void>
