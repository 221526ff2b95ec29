import { defineErrors } from '@subnetkit/core'

export const walletCommandErrors = defineErrors({
  PASSWORDS_DIFFER: {
    message: 'The two passwords are not the same.',
    remedy: 'Type it again, or put it on the first line of a file and pass --password-file.',
  },
  INPUT_ENDED: {
    message: 'Standard input ended before {what} was read.',
    remedy: 'Give one line for each thing that is asked; see --help for the order.',
  },
})
