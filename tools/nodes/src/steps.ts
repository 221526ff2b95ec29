/** Something that must work under every Node. */
export interface Step {
  readonly name: string
  /** Arguments of npm, in a clean clone. */
  readonly npm: readonly string[]
  /** What a table says of a run that went well. */
  readonly summary: (stdout: string) => string
}

interface Report {
  readonly subnets: readonly { readonly name: string; readonly neurons: readonly { incentive: number }[] }[]
}

/** In this order: the first installs. */
export const steps: readonly Step[] = [
  {
    // Installation, compilation, tarballs, and a consumer of them that runs a network.
    name: 'rehearse',
    npm: ['run', 'release:rehearse'],
    summary: (stdout) => `${stdout.trim().split('\n').length} packages packed, installed and used`,
  },
  {
    name: 'units',
    npm: ['test', '--', 'packages', 'subnets', 'tools/create-subnet', 'tools/bootstrap'],
    summary: (stdout) => stdout.trim().split('\n').at(-1)!,
  },
  {
    name: 'up',
    npm: ['start', '--', '--epochs', '1', '--json', '--port', '0'],
    summary: (stdout) =>
      (JSON.parse(stdout) as Report).subnets
        .map(
          ({ name, neurons }) => `${name}: ${neurons.filter(({ incentive }) => incentive > 0).length} paid`,
        )
        .join(', '),
  },
]
