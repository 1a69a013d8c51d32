export const gibibyte = 2 ** 30

export const shownGibibytes = (bytes: number): string => `${(bytes / gibibyte).toFixed(1)} GiB`

export function shownBytes(bytes: number): string {
  if (bytes >= gibibyte) return shownGibibytes(bytes)
  return bytes >= 2 ** 20
    ? `${(bytes / 2 ** 20).toFixed(1)} MiB`
    : `${Math.ceil(bytes / 1024).toLocaleString('en-US')} KiB`
}

/** Bytes of a size that AWS tells in GiB; null where it tells none. */
export const gibibytes = (count: number | undefined): number | null =>
  count === undefined ? null : count * gibibyte
