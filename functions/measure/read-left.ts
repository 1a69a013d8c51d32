import type { z } from 'zod'
import { NamedError } from '../contract/errors.ts'

/**
 * The evidence that an earlier step stored.
 * @throws NamedError EvidenceMissing
 */
export async function readLeft<T>(
  get: (name: string) => Promise<unknown>,
  name: string,
  schema: z.ZodType<T>,
): Promise<T> {
  const parsed = schema.safeParse(await get(name))
  if (!parsed.success)
    throw new NamedError(
      'EvidenceMissing',
      `The evidence "${name}" of this run is missing or not readable in the bucket, so ` +
        'nothing can be compared. Find out who deletes there, then start the run again.',
    )
  return parsed.data
}
