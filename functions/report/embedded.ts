import { metricNamespace, runMetrics, type RunMetric } from '../contract/run-metrics.ts'

/** A line of CloudWatch's embedded metric format: the log of a function makes metrics of it. */
export interface Embedded {
  readonly _aws: {
    readonly Timestamp: number
    readonly CloudWatchMetrics: readonly {
      readonly Namespace: string
      readonly Dimensions: readonly (readonly string[])[]
      readonly Metrics: readonly { readonly Name: string; readonly Unit: string }[]
    }[]
  }
  readonly [member: string]: unknown
}

/**
 * The line of some metrics; those without a value are left out, and without any there is no line.
 * @param at ms since the epoch.
 */
export function embedded(
  at: number,
  dimensions: Readonly<Record<string, string>>,
  values: Readonly<Partial<Record<RunMetric, number | null>>>,
): Embedded[] {
  const given: Partial<Record<RunMetric, number>> = {}
  for (const name of Object.keys(runMetrics) as RunMetric[]) {
    const value = values[name]
    if (value !== undefined && value !== null && Number.isFinite(value)) given[name] = value
  }
  const names = Object.keys(given) as RunMetric[]
  if (names.length === 0) return []
  return [
    {
      _aws: {
        Timestamp: at,
        CloudWatchMetrics: [
          {
            Namespace: metricNamespace,
            Dimensions: [Object.keys(dimensions)],
            Metrics: names.map((Name) => ({ Name, Unit: runMetrics[Name] })),
          },
        ],
      },
      ...Object.fromEntries(
        Object.entries(dimensions).map(([name, value]) => [name, dimensionValue(value)]),
      ),
      ...given,
    },
  ]
}

/** CloudWatch takes printable ASCII only, at most 1024 characters, and not a blank alone. */
function dimensionValue(text: string): string {
  const ascii = text.replace(/[^\x20-\x7e]+/gu, (other) => encodeURIComponent(other.toWellFormed()))
  return ascii.trim() === '' ? '-' : ascii.slice(0, 1024)
}
