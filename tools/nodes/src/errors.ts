import { defineErrors } from '@subnetkit/core'

export const nodesErrors = defineErrors({
  NODE_UNAVAILABLE: {
    message: 'Node {version} could not be brought: {problem}',
    remedy:
      'Look whether npm reaches its registry, and whether there is a Node of this version for {platform}.',
  },
  VERSION_UNKNOWN: {
    message: 'Node {version} is none of those that we say we support.',
    remedy: 'Take one of: {known}. The list is tools/nodes/versions.json.',
  },
  STEP_UNKNOWN: { message: 'There is no step "{step}".', remedy: 'Take one of: {known}.' },
  CLONE_FAILED: {
    message: 'The checkout could not be cloned: {problem}',
    remedy: 'It takes git, and a checkout with a commit.',
  },
})
