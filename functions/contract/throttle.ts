import { z } from 'zod'
import { duration } from './duration.ts'
import { oneSelect } from './one-select.ts'

interface MetricKind {
  readonly unit: string
  /** Whether larger or smaller values are worse. */
  readonly worse: 'high' | 'low'
  readonly slow?: number
  readonly pause?: number
  readonly abort?: number
}

/** The metrics of production during its purge, with levels that suit a db.r6g.large. */
export const metricKinds = {
  'running-threads': { unit: 'running threads per vCPU', worse: 'high', slow: 2, pause: 6 },
  'statement-latency': {
    unit: 'times the value of the first minutes',
    worse: 'high',
    slow: 3,
    pause: 10,
  },
  'commit-latency': {
    unit: 'times the value of the first minutes',
    worse: 'high',
    slow: 3,
    pause: 10,
  },
  'history-list-length': { unit: 'transactions', worse: 'high', slow: 100_000, pause: 1_000_000 },
  'log-used': { unit: '%', worse: 'high', slow: 60, pause: 85 },
  'slot-wal': { unit: 'GiB', worse: 'high', slow: 2, pause: 10 },
  'replica-lag': { unit: 's', worse: 'high', slow: 5, pause: 30 },
  cpu: { unit: '%', worse: 'high', slow: 75, pause: 90 },
  'disk-queue': { unit: 'requests', worse: 'high', slow: 20, pause: 60 },
  'free-storage': { unit: 'GiB', worse: 'low', slow: 10, pause: 5, abort: 2 },
  'burst-balance': { unit: '%', worse: 'low', slow: 40, pause: 20 },
  'io-balance': { unit: '%', worse: 'low', slow: 40, pause: 20 },
  'byte-balance': { unit: '%', worse: 'low', slow: 40, pause: 20 },
  'cpu-credits': { unit: 'credits', worse: 'low', slow: 50, pause: 20 },
  /** CloudWatch itself: it has no level, but may not answer. */
  cloudwatch: { unit: '', worse: 'high' },
  'own-query': { unit: '', worse: 'high' },
} as const satisfies Readonly<Record<string, MetricKind>>
export const metricNames = Object.keys(metricKinds) as [MetricName, ...MetricName[]]
export type MetricName = keyof typeof metricKinds

const levelSchema = z.strictObject({
  slow: z.number().optional(),
  pause: z.number().optional(),
  abort: z.number().optional(),
})
/** The levels at which a metric slows the purge, pauses it, and ends it. */
export type Level = z.infer<typeof levelSchema>
export type Levels = Readonly<Partial<Record<MetricName, Level>>>

export const levelsSchema = z
  .partialRecord(z.enum(metricNames), levelSchema.or(z.literal('off')))
  .superRefine((own, context) => {
    for (const [name, { slow, pause, abort }] of Object.entries(levelsOf(own))) {
      const levels = [slow, pause, abort].flatMap((level) => (level === undefined ? [] : [level]))
      const kind: MetricKind = metricKinds[name as MetricName]
      // Only the environment's own query may measure what falls below zero.
      if (name !== 'own-query' && levels.some((level) => level < 0))
        context.addIssue({
          code: 'custom',
          path: [name],
          message: `expected levels of at least 0, found ${levels.join(', ')}`,
        })
      // It would never be reached, and nothing would say that the metric no longer protects.
      if (kind.unit === '%' && levels.some((level) => level > 100))
        context.addIssue({
          code: 'custom',
          path: [name],
          message:
            `expected levels of at most 100 %, found ${levels.join(', ')}; "off" switches the ` +
            'metric off',
        })
      if (
        levels.some(
          (level, at) =>
            at > 0 &&
            (kind.worse === 'high'
              ? level < (levels[at - 1] ?? level)
              : level > (levels[at - 1] ?? level)),
        )
      )
        context.addIssue({
          code: 'custom',
          path: [name],
          message:
            'expected slow, pause and abort in ' +
            `${kind.worse === 'high' ? 'ascending' : 'descending'} order; with the defaults ` +
            `they are ${levels.join(', ')}`,
        })
    }
  })
export type OwnLevels = z.infer<typeof levelsSchema>

/** The defaults with the configured overrides; a disabled metric has no levels. */
export function levelsOf(...own: readonly OwnLevels[]): Levels {
  const levels: Partial<Record<MetricName, Level>> = {}
  for (const name of metricNames) {
    const { slow, pause, abort }: MetricKind = metricKinds[name]
    let level: Level | undefined = {
      ...(slow !== undefined && { slow }),
      ...(pause !== undefined && { pause }),
      ...(abort !== undefined && { abort }),
    }
    for (const { [name]: next } of own)
      if (next !== undefined) level = next === 'off' ? undefined : { ...level, ...next }
    if (level !== undefined) levels[name] = level
  }
  return levels
}

/**
 * An endpoint of RDS Proxy. Source: Amazon RDS User Guide, "Working with Amazon RDS Proxy
 * endpoints": my-endpoint.endpoint.proxy-abc123.us-east-1.rds.amazonaws.com.
 */
const ofProxy = /\.proxy-[a-z0-9]+\.[a-z0-9-]+\.rds\.amazonaws\.com(\.cn)?$/i

export const throttleSchema = z
  .strictObject({
    levels: levelsSchema.default({}),
    /** Whether the metrics of CloudWatch are read. */
    cloudWatch: z.boolean().default(true),
    /** Replicas that RDS does not know, queried with the source's credentials. */
    replicas: z
      .array(
        z.strictObject({
          host: z
            .string()
            .min(1)
            .refine(
              (host) => !ofProxy.test(host),
              'expected the replica itself, not an RDS Proxy, behind which any server may answer',
            ),
          port: z.number().int().min(1).max(65_535).default(3306),
          /** Returns its lag in s; when absent, its replication status is used. */
          query: oneSelect.optional(),
        }),
      )
      .default([]),
    /** Returns one number; its levels are those of `own-query`. */
    ownQuery: oneSelect.optional(),
    /** A longer pause ends the run. */
    patience: duration.default('1h'),
  })
  .refine(
    ({ ownQuery, levels }) =>
      ownQuery === undefined ||
      levelsOf(levels)['own-query']?.pause !== undefined ||
      levelsOf(levels)['own-query']?.slow !== undefined,
    {
      path: ['levels', 'own-query'],
      error: 'expected levels for "ownQuery", such as {"slow": 10, "pause": 100}',
    },
  )
export type ThrottleSettings = z.infer<typeof throttleSchema>

/** One metric at an instant. */
export interface Metric {
  readonly name: MetricName
  /** Which replica, if there are several; otherwise ''. */
  readonly of: string
  /** null: requested but not available. */
  readonly value: number | null
}

/** Metrics as they were judged, for those who watch. */
const judgedSchema = z.object({
  at: z.iso.datetime(),
  metrics: z
    .array(
      z.object({
        name: z.enum(metricNames),
        of: z.string(),
        value: z.number().nullable(),
        level: levelSchema.optional(),
      }),
    )
    .readonly(),
})
export type Judged = z.infer<typeof judgedSchema>

/** What the pace has learned of production at rest. */
const learnedSchema = z.object({
  /** The lowest count of running threads per vCPU. */
  always: z.number(),
  /** ms of the latest pulses, oldest first. */
  pulses: z
    .array(z.object({ statement: z.number().nullable(), commit: z.number().nullable() }))
    .readonly(),
})
export type Learned = z.infer<typeof learnedSchema>

/** The throttle's state between two calls. */
export const throttleStateSchema = z.object({
  /** Its last verdict on the metrics, and since when. */
  current: z.object({
    what: z.enum(['go', 'slow', 'pause']),
    at: z.iso.datetime(),
    reasons: z.array(z.string()).readonly(),
  }),
  /** What the last verdict was made of; null before the first look. */
  judged: judgedSchema.nullable(),
  /** Of the time, that the last batch was given; null before the first. */
  share: z.number().nullable(),
  /** When the current pause started, for whatever reasons; null if there is none. */
  pausedSince: z.iso.datetime().nullable(),
  /** ms of Drydock's own statements and commits in the first minutes, in order. */
  first: z.object({
    statement: z.array(z.number()).readonly(),
    commit: z.array(z.number()).readonly(),
  }),
  /** null before the first batch, and in a state that an earlier version of Drydock left. */
  learned: learnedSchema.nullable().default(null),
})
export type ThrottleState = z.infer<typeof throttleStateSchema>
