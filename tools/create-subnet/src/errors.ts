import { defineErrors } from '@subnetkit/core'

/** Every error that this command ends with on purpose. */
export const createErrors = defineErrors({
  NAME_INVALID: {
    message: '"{name}" cannot be the name of a subnet: {problem}.',
    remedy: 'Take a short word in kebab-case, such as "weather" or "code-review".',
  },
  SCOPE_INVALID: {
    message: '"{scope}" cannot be an npm scope: {problem}.',
    remedy: 'Pass your npm user or organisation, such as --scope @ada, or leave it out.',
  },
  FOLDER_TAKEN: {
    message: '{folder} exists already.',
    remedy: 'Take another name, or move that folder away.',
  },
  NOT_A_PROJECT: {
    message: 'A subnet cannot be added to {folder}: {problem}.',
    remedy: 'Run it in the root of a project that create-subnet made, or leave --add out to make a new one.',
  },
  TEMPLATE_UNKNOWN: {
    message: 'There is no template "{template}".',
    remedy: 'Take one of: {known}.',
  },
  PACKAGES_MISSING: {
    message: 'There are no packed packages in {folder}.',
    remedy: 'Run `npm run release:rehearse` first: in a checkout a new project is made of its tarballs.',
  },
  STEP_FAILED: {
    message: '{step} did not succeed: {problem}',
    remedy:
      'Everything is as it was. Mend what it says (a network, git, the package manager), and try again; --no-install and --no-git leave a step out.',
  },
  INTERRUPTED: {
    message: 'Stopped before it was done.',
    remedy: 'Everything is as it was; start it again.',
  },
})
