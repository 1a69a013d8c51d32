/** ms, by one clock. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** The ms of those requests that no standstill of the process that measured them has touched. */
export const whileRunning = (requests: readonly Span[], standstills: readonly Span[]): number[] =>
  requests
    .filter(({ from, to }) => !standstills.some((one) => one.from < to && one.to > from))
    .map(({ from, to }) => to - from)
