/** Something that must not be published as it is. */
export interface Finding {
  readonly check: 'exports' | 'types' | 'imports' | 'size' | 'licence' | 'leaks' | 'changeset'
  readonly package: string
  readonly problem: string
}
