import type { Target } from '../../contract/steps.ts'

/** Which server a purge worked on: a source itself, or its clone. */
export const purgeOf = ({
  source,
  target,
}: {
  readonly source: string
  readonly target: Target
}): string => (target === 'clone' ? `clone of ${source}` : source)
