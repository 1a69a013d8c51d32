/** The namespace of Drydock's metrics in CloudWatch. */
export const metricNamespace = 'Drydock'

/** What each report tells CloudWatch, with its unit there; docs/operations.md explains each. */
export const runMetrics = {
  DeadRows: 'Count',
  GoneRows: 'Count',
  LeftRows: 'Count',
  /** Days. */
  OldestDeadRow: 'None',
  BacklogRises: 'Count',
  RowsPerSecond: 'Count/Second',
  SecondsPerBatch: 'Seconds',
  PausedSeconds: 'Seconds',
  ThrottledShare: 'Percent',
  /** Hours. */
  CloneHours: 'None',
  /** In the currency of clone.pricePerHour. */
  CloneCost: 'None',
  ChainFaults: 'Count',
} as const
export type RunMetric = keyof typeof runMetrics

/** What the metrics of a run are told apart by; the environment is part of each. */
export const metricDimensions = {
  run: ['environment'],
  table: ['environment', 'database', 'table'],
  pause: ['environment', 'reason'],
} as const
