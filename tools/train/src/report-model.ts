import type { Manifest } from '@subnetkit/models'

/** Prints where a model was written and what is known of it. */
export function reportModel(
  folders: readonly string[],
  { file, bytes, sha256, training = {} }: Manifest,
): void {
  console.log(`${folders.join('\n')}\n${file}  ${bytes} bytes  sha256 ${sha256}`)
  for (const [name, value] of Object.entries(training)) console.log(`${name}  ${value}`)
}
