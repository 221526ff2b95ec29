import { defineErrors } from '@subnetkit/core'

/** Every error that a rehearsal or a release ends with on purpose. */
export const releaseErrors = defineErrors({
  RELEASE_REFUSED: {
    message: 'Not to be published as it is ({count}):\n{problems}',
    remedy: 'Mend each of these and run the command again; nothing was uploaded.',
  },
  STEP_FAILED: {
    message: '{step} did not succeed.\n{output}',
    remedy: 'The lines above are the end of what it printed. Run it by hand to see all.',
  },
  TREE_DIRTY: {
    message: 'There are changes that are in no commit:\n{files}',
    remedy: 'Commit or stash them: a release is made of commits.',
  },
  BRANCH_WRONG: {
    message: 'Releases are made from {wanted}, and this is {branch}.',
    remedy: 'Type `git switch {wanted}`, or pass --any-branch if this one is meant.',
  },
  HISTORY_MISSING: {
    message: 'This clone is shallow, so nobody can tell what has changed since {version} of {name}.',
    remedy: 'Type `git fetch --unshallow --tags`; in a workflow, give actions/checkout `fetch-depth: 0`.',
  },
  NOTHING_PENDING: {
    message: 'No changeset is pending, so there is no version to make.',
    remedy:
      'Describe a change with `npx changeset`; `npm run release -- publish` uploads a version that is made already.',
  },
  CHANGESETS_PENDING: {
    message: '{count} changesets are pending: what is here is more than the version {version}.',
    remedy:
      'Make the next version with `npm run release -- version` first. To finish an older one, check out the commit that made it.',
  },
  PROVENANCE_IMPOSSIBLE: {
    message: 'Nobody here can sign where the packages come from: {problem}.',
    remedy:
      'Publish from the workflow .github/workflows/release.yml, or pass --no-provenance to publish without it.',
  },
  REGISTRY_UNREADABLE: {
    message: 'The registry did not say whether it has {name}@{version}: {problem}',
    remedy: 'Look at `npm config get registry` and `npm ping`, then run the same command again.',
  },
  REGISTRY_REFUSED: {
    message: 'The registry refused {name}@{version} ({code}): {problem}\nUploaded before it: {uploaded}.',
    remedy:
      'What is uploaded stays. {hint} Then run the same command at the same commit: it uploads only what is missing.',
  },
})
