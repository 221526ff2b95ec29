import type { Names } from './names.ts'
import type { PackageSource } from './package-source.ts'
import type { Files } from './template.ts'

export type PackageManager = 'npm' | 'pnpm'

export interface ProjectOptions {
  readonly names: Names
  readonly template: string
  readonly licence: string
  readonly packageManager: PackageManager
  readonly source: PackageSource
  /** Another registry than the usual one, for every package. */
  readonly registry?: string
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text)
const json = (value: unknown): Uint8Array => encode(`${JSON.stringify(value, null, 2)}\n`)

const tsconfig = {
  compilerOptions: {
    ...{
      target: 'ES2023',
      lib: ['ES2023'],
      module: 'NodeNext',
      moduleResolution: 'NodeNext',
      types: ['node'],
    },
    ...{ strict: true, noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true },
    ...{ verbatimModuleSyntax: true, allowImportingTsExtensions: true, skipLibCheck: true, noEmit: true },
  },
  include: ['subnets/*/src', 'vitest.config.ts'],
}

/** The files of a project round its subnets: a workspace whose subnets depend on the published packages. */
export function projectFiles({
  names,
  template,
  licence,
  packageManager,
  source,
  registry,
}: ProjectOptions): Files {
  const { subnet } = names
  const overrides = Object.keys(source.overrides).length > 0 ? source.overrides : undefined
  // Root and override must say the same, or npm calls it a conflict.
  const rootVersion = (name: string): string => source.overrides[name] ?? source.versionOf(name)
  const manifest = {
    name: `${subnet}-project`,
    private: true,
    license: licence,
    type: 'module',
    engines: { node: '>=20.19.0' },
    ...(packageManager === 'npm' ? { workspaces: ['subnets/*'] } : {}),
    scripts: {
      start: 'subnetkit up',
      test: 'vitest run',
      check: 'tsc --noEmit',
    },
    devDependencies: {
      '@types/node': source.versionOf('@types/node'),
      subnetkit: rootVersion('subnetkit'),
      tsx: source.versionOf('tsx'),
      typescript: source.versionOf('typescript'),
      vitest: source.versionOf('vitest'),
    },
    ...(overrides && packageManager === 'npm' ? { overrides } : {}),
  }
  const files: Files = new Map([
    ['package.json', json(manifest)],
    ['tsconfig.json', json(tsconfig)],
    ['vitest.config.ts', encode(vitestConfig)],
    ['.gitignore', encode('node_modules/\ndist/\n.subnetkit/\n*.tsbuildinfo\n.env\n')],
    ['.npmrc', encode(`${registry ? `registry=${registry}\n` : ''}${npmrc}`)],
    ['README.md', encode(readme(names, template, packageManager, source.files.size > 0))],
  ])
  if (packageManager === 'pnpm') files.set('pnpm-workspace.yaml', encode(pnpmWorkspace(overrides)))
  return files
}

const npmrc = `# Its install script fetches GPU files; the CPU library is inside the package.
onnxruntime-node-install=skip
# Without this, npm prints a banner on standard output before \`npm start -- --json\` prints its one JSON document.
loglevel=silent
`

const vitestConfig = `import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: { include: ['subnets/*/src/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 },
})
`

const pnpmWorkspace = (overrides: Readonly<Record<string, string>> | undefined): string =>
  [
    'packages:',
    '  - subnets/*',
    '',
    "# onnxruntime-node's install script only fetches GPU files; the CPU library is inside the package.",
    'allowBuilds:',
    '  esbuild: true',
    '  onnxruntime-node: false',
    ...(overrides
      ? ['', 'overrides:', ...Object.entries(overrides).map(([name, file]) => `  "${name}": ${file}`)]
      : []),
    '',
  ].join('\n')

/** npm takes what follows `--` as the command's, pnpm passes the `--` on. */
const passing = { npm: ' --', pnpm: '' } as const

function readme({ subnet }: Names, template: string, run: PackageManager, vendored: boolean): string {
  const line = (words: string, what: string): string => `${`${run} ${words}`.padEnd(38)} # ${what}`
  return `# ${subnet}

A Bittensor subnet, begun as a copy of Subnetkit's \`${template}\`.

\`\`\`sh
${run} install
${line('start', 'chain, miners, validators, consensus on this machine; Ctrl-C stops it')}
${line(`start${passing[run]} --epochs 2 --json`, 'two epochs, then who earned what')}
${run} test
\`\`\`

The subnet is in \`subnets/${subnet}\`: \`contract.ts\` is what goes over the wire, \`miner.ts\` the work, \`validator.ts\` what is
asked and what an answer proves. Change them; nothing else needs to change.
${vendored ? '\nThe packages come from `vendor/`, packed from a checkout of Subnetkit: replace them by versions once those are published.\n' : ''}`
}

/** The text of a licence that people choose here; others bring their own file. */
export function licenceFile(licence: string, year: number): Uint8Array | undefined {
  if (licence !== 'MIT') return undefined
  return encode(mit.replace('YEAR', String(year)))
}

const mit = `MIT License

Copyright (c) YEAR the authors

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation
files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy,
modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the
Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE,
ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
`
