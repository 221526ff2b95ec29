/** What the check reads of a `package.json`. */
interface Manifest {
  readonly name: string
  readonly dependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
}

const codeBlock = /^```\w+[^\n]*\n([\s\S]*?)^```$/gm

/** How one gets a package: `create-NAME` is what `npm create NAME` runs. */
const installLines = (name: string): string[] =>
  name.startsWith('create-')
    ? [`npm create ${name.slice('create-'.length)}`]
    : ['', '--global ', '--save-dev '].map((flag) => `npm install ${flag}${name}`)

/**
 * What is missing in a README that must stand alone, since npm shows it without the repository: what the package is, how
 * to install it, an example, and why each dependency.
 */
export function missingInReadme(readme: string, manifest: Manifest): string[] {
  const missing: string[] = []
  const [, opening = ''] = /^# .+\n\n([^#`|\n-].*)/.exec(readme) ?? []
  if (opening === '') missing.push('a title, and below it what the package is')

  const lines = [...readme.matchAll(codeBlock)].flatMap(([, code = '']) => code.split('\n'))
  const wanted = installLines(manifest.name)
  const installs = (line: string): boolean =>
    wanted.some((install) => line.includes(install) && !/[\w/-]/.test(line.split(install)[1]?.[0] ?? ''))
  if (!lines.some(installs)) missing.push(`a block with \`${wanted[0]}\``)
  if (!lines.some((line) => line.trim() !== '' && !installs(line))) missing.push('an example')

  const [, why] = /^## Dependencies\n([\s\S]*?)(?=^## |(?![\s\S]))/m.exec(readme) ?? []
  if (why === undefined) missing.push('the section "## Dependencies"')
  else {
    for (const name of Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })) {
      if (!why.includes(`\`${name}\``)) missing.push(`why it needs \`${name}\``)
    }
  }
  return missing
}
