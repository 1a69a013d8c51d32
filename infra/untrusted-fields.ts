import type { z } from 'zod'

/** Settings whose other keys may have faults: what a check over several of them may look at. */
export type Fields = Record<string, unknown>
export type Told = z.core.$RefinementCtx
export type Path = (string | number)[]

/**
 * Whether a check over several fields can run although other fields have faults, so that all faults
 * are listed at once.
 */
export const whenever = (...needed: string[]) => ({
  when: ({ value }: { value: unknown }) =>
    typeof value === 'object' && value !== null && needed.every((key) => key in value),
})

export const items = (list: unknown): unknown[] => (Array.isArray(list) ? list : [])

export const fieldsOf = (given: unknown): Fields =>
  typeof given === 'object' && given !== null ? (given as Fields) : {}

export const tell = (context: Told, path: Path, message: string): void =>
  context.addIssue({ code: 'custom', path, message })
