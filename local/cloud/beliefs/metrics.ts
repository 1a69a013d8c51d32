import type { Belief } from './belief.ts'

const page =
  'Amazon CloudWatch User Guide, "Specification: Embedded metric format" ' +
  '(CloudWatch_Embedded_Metric_Format_Specification.html)'

/** Metrics that CloudWatch makes of the functions' logs, and the alarms on them. */
export const metricBeliefs: readonly Belief[] = [
  {
    id: 'metrics-in-a-log',
    service: 'CloudWatch',
    belief: 'CloudWatch makes metrics of a line that a function writes: nothing has to be called.',
    source: {
      page,
      says: 'Writing JSON to standard out in the embedded metric format is sufficient.',
    },
  },
  {
    id: 'metrics-line-has-more',
    service: 'CloudWatch',
    belief: 'Such a line may have other members, such as those of a logger.',
    source: {
      page,
      says:
        'The root node MAY contain any other members that are not included in the above ' +
        'requirements.',
    },
  },
  {
    id: 'metrics-of-a-line',
    service: 'CloudWatch',
    belief: 'A line has at most 100 metrics in a directive.',
    source: { page, says: 'This array MUST NOT contain more than 100 MetricDefinition objects.' },
  },
  {
    id: 'metric-timestamp',
    service: 'CloudWatch',
    belief: "A line's time is in milliseconds since 1970, a number.",
    source: {
      page,
      says:
        'Values MUST be expressed as the number of milliseconds after Jan 1, 1970 00:00:00 ' +
        'UTC.',
    },
  },
  {
    id: 'metric-dimensions',
    service: 'CloudWatch',
    belief: 'A metric has at most 30 dimensions.',
    source: {
      page: 'Amazon CloudWatch API Reference, "Dimension" (API_Dimension.html)',
      says: 'You can assign up to 30 dimensions to a metric.',
    },
  },
  {
    id: 'metric-dimension-value',
    service: 'CloudWatch',
    belief: 'The value of a dimension is a text of ASCII characters, not of blanks alone.',
    source: {
      sdk: 'client-cloudwatch Dimension.Value',
      says:
        'Dimension values must contain only ASCII characters and must include at least one ' +
        'non-whitespace character. ASCII control characters are not supported',
    },
  },
  {
    id: 'metric-target',
    service: 'CloudWatch',
    belief: 'Each metric that a line names is a number at its root.',
    source: {
      page,
      says: 'A metric target MUST be a numeric value or an array of numeric values.',
    },
  },
  {
    id: 'metric-value',
    service: 'CloudWatch',
    belief: 'A value is a number from -2^360 to 2^360; neither infinite nor NaN.',
    source: {
      sdk: 'client-cloudwatch MetricDatum.Value',
      says: 'Values must be in the range of -2^360 to 2^360.',
    },
  },
  {
    id: 'metric-unit',
    service: 'CloudWatch',
    belief: 'A unit is one of a list, which has neither days nor hours.',
    source: { page, says: 'Values SHOULD be valid CloudWatch metric units.' },
  },
  {
    id: 'metrics-line-size',
    service: 'CloudWatch Logs',
    belief: 'A line of a log has at most 1 MB.',
    source: {
      sdk: 'client-cloudwatch-logs InputLogEvent.message',
      says: 'Each log event can be no larger than 1 MB.',
    },
  },
]
