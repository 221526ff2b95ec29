import type { CatalogueEntry } from './error-page.ts'

const isSubnet = ({ folder }: CatalogueEntry): boolean => folder.startsWith('subnets/')

/**
 * What is wrong with a catalogue: a code of two meanings, or one that nothing makes.
 *
 * Subnets may share a code among themselves: each is a template that knows of no other, and the page shows all of them.
 */
export function catalogueFlaws(entries: readonly CatalogueEntry[]): string[] {
  return entries.flatMap((entry) => {
    const others = entries.filter(
      (other) => other !== entry && other.code === entry.code && !(isSubnet(other) && isSubnet(entry)),
    )
    return [
      ...others.map(
        (other) =>
          `${entry.code} is declared by ${entry.package} and by ${other.package}: rename one, a code means one thing.`,
      ),
      ...(entry.raisedIn.length === 0
        ? [`${entry.code} of ${entry.package} is made nowhere: delete it from its error list.`]
        : []),
    ]
  })
}
