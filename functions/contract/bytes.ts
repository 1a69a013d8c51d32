export const gibibyte = 2 ** 30

export const shownGibibytes = (bytes: number): string => `${(bytes / gibibyte).toFixed(1)} GiB`

export const shownBytes = (bytes: number): string =>
  bytes >= gibibyte ? shownGibibytes(bytes) : `${(bytes / 2 ** 20).toFixed(1)} MiB`
