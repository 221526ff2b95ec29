import type { RuntimeApi } from '../runtime-api.ts'

/** Subtensor's own runtime APIs. Substrate's are in `executive/`. */
export const subtensorApis: readonly RuntimeApi[] = []
