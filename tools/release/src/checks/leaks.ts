import type { Finding } from '../finding.ts'
import { type Tarball, textFiles } from '../tarball.ts'

/** What nobody wants to see in public, and how it looks. */
const patterns: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['a private key', /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/],
  ['an npm token', /\bnpm_[A-Za-z0-9]{36}\b/],
  ['a GitHub token', /\bgh[pousr]_[A-Za-z0-9]{36,}\b/],
  ['a cloud access key', /\bAKIA[0-9A-Z]{16}\b/],
  ['a keyfile with its secret', /"secretPhrase"\s*:\s*"(?!\.\.\.)[a-z]+(?: [a-z]+){11,}"/],
  ['an absolute path', /(?:^|[\s"'`(=:])(?:\/(?:home|Users|root)\/[\w.-]+\/|[A-Z]:\\\\?Users\\)/m],
]
const forbidden = /(?:^|\/)(?:\.env(?:\..*)?|\.npmrc|id_rsa|.*\.pem|.*\.db)$/

/** Secrets, and paths of the machine that packed. `root` is the checkout, which must not be named either. */
export function checkLeaks(tarball: Tarball, root: string): Finding[] {
  const found = (problem: string): Finding => ({ check: 'leaks', package: tarball.manifest.name, problem })
  const files = [...tarball.files.keys()]
    .filter((path) => forbidden.test(path))
    .map((path) => found(`${path} is packed`))
  const texts = [...textFiles(tarball)].flatMap(([path, text]) => [
    ...patterns.filter(([, pattern]) => pattern.test(text)).map(([what]) => found(`${path} holds ${what}`)),
    ...(text.includes(root) ? [found(`${path} names the folder of the checkout`)] : []),
  ])
  return [...files, ...texts]
}
