import { fileURLToPath } from 'node:url'

/** The declarations of what examples take for granted. */
export const givenPath = fileURLToPath(new URL('../../given.d.ts', import.meta.url))
