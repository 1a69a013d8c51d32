import { z } from 'zod'
import { duration } from './duration.ts'
import { oneSelect } from './one-select.ts'

interface ReadingKind {
  readonly unit: string
  /** Whether a larger or a smaller value is the worse one. */
  readonly worse: 'high' | 'low'
  readonly slow?: number
  readonly pause?: number
  readonly abort?: number
}

/** What production is watched by while it is purged, with the levels that suit a db.r6g.large. */
export const readingKinds = {
  'running-threads': { unit: 'running threads a vCPU', worse: 'high', slow: 2, pause: 6 },
  'statement-latency': {
    unit: 'times that of the first minutes',
    worse: 'high',
    slow: 3,
    pause: 10,
  },
  'commit-latency': { unit: 'times that of the first minutes', worse: 'high', slow: 3, pause: 10 },
  'history-list-length': { unit: 'transactions', worse: 'high', slow: 100_000, pause: 1_000_000 },
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
} as const satisfies Readonly<Record<string, ReadingKind>>
export const readingNames = Object.keys(readingKinds) as [ReadingName, ...ReadingName[]]
export type ReadingName = keyof typeof readingKinds

const levelSchema = z.strictObject({
  slow: z.number().optional(),
  pause: z.number().optional(),
  abort: z.number().optional(),
})
/** Where a reading slows the purge down, makes it pause, and ends it. */
export type Level = z.infer<typeof levelSchema>
export type Levels = Readonly<Partial<Record<ReadingName, Level>>>

export const levelsSchema = z
  .partialRecord(z.enum(readingNames), levelSchema.or(z.literal('off')))
  .superRefine((own, context) => {
    for (const [name, { slow, pause, abort }] of Object.entries(levelsOf(own))) {
      const levels = [slow, pause, abort].flatMap((level) => (level === undefined ? [] : [level]))
      const kind: ReadingKind = readingKinds[name as ReadingName]
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
          message: `expected slow, pause and abort in the order in which they come as the ${kind.worse === 'high' ? 'value grows' : 'value falls'}; with the defaults they are ${levels.join(', ')}`,
        })
    }
  })
export type OwnLevels = z.infer<typeof levelsSchema>

/** The levels with one's own in place of the defaults; a reading that is off has none. */
export function levelsOf(...own: readonly OwnLevels[]): Levels {
  const levels: Partial<Record<ReadingName, Level>> = {}
  for (const name of readingNames) {
    const { slow, pause, abort }: ReadingKind = readingKinds[name]
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

export const throttleSchema = z
  .strictObject({
    levels: levelsSchema.default({}),
    /** Whether the metrics of CloudWatch are read. */
    cloudWatch: z.boolean().default(true),
    /** Replicas that RDS does not know of, asked with the credentials of the source. */
    replicas: z
      .array(
        z.strictObject({
          host: z.string().min(1),
          port: z.number().int().min(1).max(65_535).default(3306),
          /** Answers how many s it is behind, e.g. by a heartbeat; its own status when absent. */ query:
            oneSelect.optional(),
        }),
      )
      .default([]),
    /** Answers one number; its levels are those of `own-query`. */
    ownQuery: oneSelect.optional(),
    /** A pause that is longer ends the run. */
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

/** One reading at an instant. */
export interface Reading {
  readonly name: ReadingName
  /** Whose, where there may be several; else ''. */
  readonly of: string
  /** null: it was asked for and not told. */
  readonly value: number | null
}

/** How the throttle stands between two calls. */
export const throttleStateSchema = z.object({
  /** What it made of the readings last, and since when. */
  current: z.object({
    what: z.enum(['go', 'slow', 'pause']),
    at: z.iso.datetime(),
    reasons: z.array(z.string()).readonly(),
  }),
  /** Since when it pauses, for whatever reasons; null while it does not. */
  pausedSince: z.iso.datetime().nullable(),
  /** ms of the first minutes' own statements and commits, in order. */
  first: z.object({
    statement: z.array(z.number()).readonly(),
    commit: z.array(z.number()).readonly(),
  }),
})
export type ThrottleState = z.infer<typeof throttleStateSchema>
