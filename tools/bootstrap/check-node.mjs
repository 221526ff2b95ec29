const least = [20, 19]

/** What is wrong with this version of Node and what to do about it, or undefined when it will do. */
export function checkNode(version) {
  const [major, minor] = version.split('.').map(Number)
  if (major > least[0] || (major === least[0] && minor >= least[1])) return undefined
  return [
    `NODE_TOO_OLD: Subnetkit needs Node ${least.join('.')} or newer, and this is ${version}.`,
    'Install a newer one from https://nodejs.org (or with nvm: `nvm install 22`) and type the same command again.',
  ].join('\n')
}
