import { defineErrors } from '@subnetkit/core'

/** Every way in which following a guide ends on purpose. */
export const tutorialErrors = defineErrors({
  FENCE_UNKNOWN: {
    message: '{page}:{line}: nobody can run a fence "{info}".',
    remedy:
      'Write ```sh (run), ```sh before (done beforehand), ```text (printed by the command above), ```diff (applied), or a language and a path (written).',
  },
  FENCE_OPEN: {
    message: '{page}:{line}: the fence is never closed.',
    remedy: 'End it with a line of its own: ```.',
  },
  OUTPUT_ALONE: {
    message: '{page}:{line}: output without a command before it.',
    remedy: 'Put the ```text fence after the ```sh fence that prints it.',
  },
  PATH_OUTSIDE: {
    message: '{page}:{line}: {path} is not below the folder of the project.',
    remedy: 'Give a relative path with slashes and no "..".',
  },
  STEP_FAILED: {
    message: '{page}:{line}: the step failed: {problem}',
    remedy: 'Do the same by hand in {folder}, then correct the page or what it uses.',
  },
  OUTPUT_DIFFERS: {
    message: '{page}:{line}: the command above did not print "{expected}". It printed:\n{printed}',
    remedy: 'Correct the page or what it describes; … stands for any text.',
  },
  REPORT_WRONG: {
    message: '{page}: {problem}',
    remedy: 'Look at the report in {file}.',
  },
  TOUCHED_OUTSIDE: {
    message: '{page}: it changed {files}, outside {folder}.',
    remedy: 'Extend the subnet in its own folder; when that cannot be done, the packages lack something.',
  },
})
