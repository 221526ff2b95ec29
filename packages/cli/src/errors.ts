import { defineErrors } from '@subnetkit/core'

export const cliErrors = defineErrors({
  USAGE: { message: '{problem}', remedy: 'Type `subnetkit {command} --help` for the options and examples.' },
  SUBNET_UNKNOWN: {
    message: 'No subnet "{name}" here. Found: {found}.',
    remedy:
      'A subnet is a package whose package.json has a "subnetkit" field with its contract, miner and validator; install it, or run inside its workspace.',
  },
  SUBNET_INVALID: {
    message: 'The package {name} is no usable subnet: {problem}.',
    remedy: 'Compare its "subnetkit" field and its exports with one of the example subnets.',
  },
  CAST_INVALID: {
    message: 'The cast in {file} cannot be played: {problem}.',
    remedy: 'Type `subnetkit up --help` for an example of such a file.',
  },
  NETWORK_BUSY: {
    message: 'Another `subnetkit up` (process {pid}) uses {folder}.',
    remedy: 'Stop it, or pass --dir with another folder and --port with another port.',
  },
  HOST_FAILED: {
    message: 'The {role} process of the local network did not start: {problem}.',
    remedy: 'Read the lines above it; `subnetkit up --log debug` shows everything that it says.',
  },
  NETWORK_SETUP_FAILED: {
    message: 'The local network could not be set up: {problem}.',
    remedy: 'Run it again with --log debug; if it says the same, please report it with that output.',
  },
  NETWORK_NOT_FOUND: {
    message: 'No network answers at {endpoint}.',
    remedy: 'Start one with `subnetkit up` in another terminal, or name a running one with --network ws://….',
  },
  NETUID_NEEDED: {
    message: 'Which subnet of the chain is "{name}"? {problem}.',
    remedy: 'Pass its number with --netuid N.',
  },
  RENAME_NO_GIT: {
    message: '{folder} is in no git repository, or git is not installed.',
    remedy:
      'A rename changes what git knows, so that git can bring it back: run `git init` and commit first.',
  },
  RENAME_NO_WORKSPACE: {
    message: 'No subnets stand in {folder}.',
    remedy: 'Run it in a clone, or in a project that create-subnet made.',
  },
  RENAME_DIRTY: {
    message: 'The tree has {count} changes that are not committed, such as {first}.',
    remedy: 'Commit or stash them, then type it again: after that `git restore .` undoes a rename.',
  },
  RENAME_INVALID: {
    message: '"{name}" will not do: {problem}.',
    remedy: 'Type `subnetkit rename --help` for what each name may be.',
  },
  RENAME_TAKEN: {
    message: '{path} is there already.',
    remedy: 'Choose another name, or move what stands there.',
  },
  RENAME_UNDONE: {
    message: 'Not everything could be written ({problem}), and everything is as it was.',
    remedy: 'Look at the permissions and the space of the disk, then type it again.',
  },
})
