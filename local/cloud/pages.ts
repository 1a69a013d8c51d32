import { CloudError } from './request.ts'

/**
 * One page of a list, as RDS returns it: by identifier, starting after the marker, with a new
 * marker if more follow.
 */
export function page<Item extends { readonly id: string }>(
  parameters: URLSearchParams,
  items: readonly Item[],
): { items: readonly Item[]; marker: string | undefined } {
  const size = Number(parameters.get('MaxRecords') ?? 100)
  if (!(size >= 20 && size <= 100))
    throw new CloudError(
      'InvalidParameterValue',
      `Invalid value ${size} for MaxRecords. Must be between 20 and 100`,
    )
  // The last identifier, not a count: a deletion between two pages must not hide another entry.
  const behind = parameters.get('Marker') ?? ''
  const rest = items
    .filter(({ id }) => id > behind)
    .sort((one, other) => (one.id < other.id ? -1 : 1))
  const shown = rest.slice(0, size)
  return { items: shown, marker: rest.length > size ? shown.at(-1)?.id : undefined }
}
