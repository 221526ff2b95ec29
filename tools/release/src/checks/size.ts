import type { Finding } from '../finding.ts'
import type { Tarball } from '../tarball.ts'

const kib = 1024
/** Compressed bytes of a package without a model. */
const usual = 600 * kib
/** Those that bring models. */
const larger: Readonly<Record<string, number>> = {
  // Brings all of them as templates.
  'create-subnet': 3_400 * kib,
  '@subnetkit/subnet-text': 2_400 * kib,
  '@subnetkit/subnet-image': 1_400 * kib,
  '@subnetkit/subnet-inference': 1_000 * kib,
}

/** Packages that have grown beyond what anybody has agreed to. */
export function checkSize({ manifest, size }: Tarball): Finding[] {
  const limit = larger[manifest.name] ?? usual
  if (size <= limit) return []
  const problem = `${Math.ceil(size / kib)} KiB packed, of at most ${limit / kib}; raise the limit on purpose or find out what came in`
  return [{ check: 'size', package: manifest.name, problem }]
}
