import { DeclarationReflection, type ProjectReflection } from 'typedoc'

/** Whether a docstring stands at the thing itself, or at one of its signatures. */
function isDocumented(thing: DeclarationReflection): boolean {
  const { type } = thing
  const inner = type?.type === 'reflection' ? type.declaration.signatures : undefined
  return [thing, ...(thing.signatures ?? []), ...(inner ?? [])].some((each) => each.hasComment())
}

/** Every export of a package entry that has no docstring. What an entry takes over from another one is judged there. */
export function undocumented(project: ProjectReflection): string[] {
  return (project.children ?? []).flatMap((module) =>
    (module.children ?? [])
      .filter((thing) => thing instanceof DeclarationReflection && !isDocumented(thing))
      // A reference to another export holds no docstring of its own.
      .filter((thing) => !thing.isReference())
      .map(
        (thing) => `${thing.name} of ${module.name} has no docstring: say what it is, where it is declared.`,
      ),
  )
}
