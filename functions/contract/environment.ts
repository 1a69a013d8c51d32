import { z } from 'zod'
import { hoursText, longestRun } from './bounds.ts'
import { cloneSettingsSchema } from './clone-settings.ts'
import { duration, durationMilliseconds } from './duration.ts'
import { secretArn } from './secret-arn.ts'
import { applicationPlaceSchema, smokeTestSchema } from './smoke.ts'
import { oneSelect } from './one-select.ts'
import { throttleSchema } from './throttle.ts'
import { timesSettingsSchema } from './wall-times.ts'
import { windowSchema } from './window.ts'

export { durationMilliseconds } from './duration.ts'

/** How far a run goes: `plan` counts on production, `rehearse` stops after the clone, `purge` goes on to production. */
export const modes = ['plan', 'rehearse', 'purge'] as const
export type Mode = (typeof modes)[number]

/** What is deleted when it carries this prefix and tag, and never otherwise. */
export const namePrefix = 'drydock'
export const tagKeys = {
  managedBy: 'drydock:managed-by',
  environment: 'drydock:environment',
  runId: 'drydock:run-id',
  source: 'drydock:source',
  deleteAfter: 'drydock:delete-after',
  outcome: 'drydock:outcome',
} as const
export const managedBy = 'drydock'

/** Who is asked before production is purged: whoever hears the report topic. */
export const approvalSchema = z.strictObject({
  /** No answer within this time is a no. */
  deadline: duration.refine(
    (text) =>
      !/^\d{1,6}[mhd]$/.test(text) ||
      (durationMilliseconds(text) > 0 && durationMilliseconds(text) < longestRun),
    `expected more than nothing and less than ${hoursText(longestRun)}, the longest that a run may take`,
  ),
})

/** What a source may be in RDS: a DB instance (MySQL, MariaDB), or an Aurora MySQL cluster. */
export const sourceKinds = ['instance', 'cluster'] as const
export type SourceKind = (typeof sourceKinds)[number]

const identifier = (what: string) =>
  z
    .string(`expected an RDS ${what} identifier`)
    .regex(/^[a-zA-Z](?!.*--)[a-zA-Z0-9-]{0,62}(?<!-)$/, `expected an RDS ${what} identifier`)
    .refine(
      (id) => !id.toLowerCase().startsWith(`${namePrefix}-`),
      `must not start with "${namePrefix}-": such names are Drydock's own clones`,
    )

const expectedDatabase = 'expected the name of a database, of 1 to 64 characters'
const databaseSettings = z.strictObject(
  {
    /** A MySQL schema. */
    name: z.string(expectedDatabase).min(1, expectedDatabase).max(64, expectedDatabase),
    times: timesSettingsSchema.optional(),
  },
  {
    error: ({ code }) =>
      code === 'invalid_type'
        ? 'expected the name of a database, or {"name": …, "times": {"written": …}}'
        : undefined,
  },
)
/** A name alone says nothing of the zone in which times are written. */
const databaseSchema = z.preprocess(
  (given) => (typeof given === 'string' ? { name: given } : given),
  databaseSettings,
)

const expectedDatabases = 'expected a list with the name of one database or more'
/** One server of production and the databases on it that are cleaned. */
export const sourceSchema = z
  .strictObject({
    /** RDS DB instance identifier of production… */
    instance: identifier('instance').optional(),
    /** …or the identifier of its Aurora MySQL cluster. */
    cluster: identifier('cluster').optional(),
    databases: z.array(databaseSchema, expectedDatabases).min(1, expectedDatabases),
    /** ARN of the Secrets Manager secret with `username` and `password` for production. */
    secret: secretArn,
  })
  // Asked although other keys have faults: all are listed at once.
  .refine(({ instance, cluster }) => (instance === undefined) !== (cluster === undefined), {
    error: 'expected one of "instance" and "cluster", the identifier of production',
    when: ({ value }) => typeof value === 'object' && value !== null,
  })
  .transform(({ instance = '', cluster, ...rest }) =>
    cluster === undefined ? { instance, ...rest } : { cluster, ...rest },
  )
export type SourceSettings = z.output<typeof sourceSchema>

export interface Identity {
  readonly kind: SourceKind
  /** The identifier in RDS. */
  readonly name: string
}
export const identify = (source: SourceSettings): Identity =>
  'cluster' in source
    ? { kind: 'cluster', name: source.cluster }
    : { kind: 'instance', name: source.instance }

/** An application's clock may differ from the run's by so much. */
export const leastSafePeriod = '5m'
const safePeriod = duration.refine(
  (text) =>
    !/^\d{1,6}[mhd]$/.test(text) ||
    durationMilliseconds(text) >= durationMilliseconds(leastSafePeriod),
  `expected ${leastSafePeriod} or more: clocks differ, and what ended this minute may still be in use`,
)

/** Limits a run is held to. */
export const limitsSchema = z.strictObject({
  /** Time one batch (one transaction) aims at, in ms. */
  batchMilliseconds: z.number().int().min(10).max(10_000).default(250),
  /** Share of the time that is worked on production; the rest is slept, in (0, 1]. */
  productionShare: z.number().gt(0).lte(1).default(0.5),
  /** Rows by which production may differ from the rehearsal… */
  driftRows: z.number().int().min(0).default(100),
  /** …or share of the rows, whichever is more. */
  driftShare: z.number().min(0).max(1).default(0.01),
  /** Most rows that may go from a table of production unless a person confirms more… */
  blastRows: z.number().int().min(0).default(5_000_000),
  /**
   * …and most of the table's rows, as a share. A week of tokens whose refresh tokens live for a day, WSO2's default, is at
   * most 85 % dead; two weeks' are beyond 90 %.
   */
  blastShare: z.number().min(0).max(1).default(0.9),
  /** Whether the statistics of production's tables are refreshed after the purge; those of the clone always are. */
  analyze: z.boolean().default(true),
  /** The longest that RDS is waited for: for a snapshot, for a restore, for a deletion. */
  rdsWait: duration
    .refine(
      (text) => !/^\d{1,6}[mhd]$/.test(text) || durationMilliseconds(text) >= 1_800_000,
      'expected half an hour or more',
    )
    .default('24h'),
})
export type Limits = z.infer<typeof limitsSchema>

/** `safe`: what is dead beyond doubt. `upstream`: what the vendor's own scripts delete. */
export const readings = ['safe', 'upstream'] as const

/** A question of the customer's own, asked after the purge on the clone and on production. */
export const ownCheckSchema = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,39}$/, 'expected lower-case letters, digits and hyphens'),
  database: z.string().min(1).max(64),
  /** One statement that reads. The server is told that it may write nothing, too. */
  query: oneSelect,
  /** The whole answer: columns with a comma between, a line a row. */
  expected: z.union(
    [z.string(), z.number().transform(String)],
    'expected the whole answer, a text or a number',
  ),
})
export type OwnCheck = z.infer<typeof ownCheckSchema>

/** One rule's settings; what is absent is as the rule and the environment have it. */
export const ruleSettingsSchema = z.strictObject({
  enabled: z.boolean().optional(),
  /** Nothing that ended less than this ago is dead. */
  safePeriod: safePeriod.optional(),
  /** How long a dead row is kept beyond the safe period. */
  retention: duration.optional(),
  reading: z.enum(readings).optional(),
  /** In place of limits.blastRows and limits.blastShare, for the rule's table and what hangs on it. */
  blastRows: limitsSchema.shape.blastRows.unwrap().optional(),
  blastShare: limitsSchema.shape.blastShare.unwrap().optional(),
  /** Rebuilds the rule's table and what hangs on it after the purge, so that disk comes back. */
  reclaim: z.boolean().optional(),
})
/** By rule; see docs/rules.md for the names. */
export const rulesSettingsSchema = z.record(z.string(), ruleSettingsSchema)
export type RulesSettings = z.infer<typeof rulesSettingsSchema>

/** What becomes of rows that production loses. */
export const archiveSchema = z.strictObject({
  /** `full`: kept whole, to be put back. `hashed`: token values left out. `off`: not kept. */
  mode: z.enum(['full', 'hashed', 'off']).default('full'),
})
export type Archiving = z.infer<typeof archiveSchema>

const expectedName = 'expected 1 to 16 lower-case letters and digits'
const expectedSources =
  'expected a list of one source or more, each {"instance": …, "databases": …, "secret": …}'
/**
 * What the handlers know of an environment. The state machine's definition hands it to PlanRun, so that no Lambda
 * function has settings of its own. Where it is deployed (account, network, schedule) is infra's alone.
 */
export const runEnvironmentSchema = z.strictObject({
  name: z.string(expectedName).regex(/^[a-z][a-z0-9]{0,15}$/, expectedName),
  sources: z.array(sourceSchema, expectedSources).min(1, expectedSources),
  /** The mode of a run that names none. */
  mode: z.enum(modes).default('rehearse'),
  /** The first of the two opt-ins to purging production; the other is the run's mode. */
  allowProductionPurge: z.boolean().default(false),
  /** Nothing younger than this is touched. */
  safePeriod: safePeriod.default('2h'),
  rules: rulesSettingsSchema.default({}),
  limits: limitsSchema.default(() => limitsSchema.parse({})),
  /** By what production slows a purge down, or halts it. */
  throttle: throttleSchema.default(() => throttleSchema.parse({})),
  /** The application is not started on the clone, when absent. */
  smokeTest: smokeTestSchema.optional(),
  /** Any time, when absent. */
  window: windowSchema.optional(),
  /** Nobody is asked, when absent. */
  approval: approvalSchema.optional(),
  clone: cloneSettingsSchema.default(() => cloneSettingsSchema.parse({})),
  archive: archiveSchema.default(() => archiveSchema.parse({})),
  checks: z.array(ownCheckSchema).default([]),
  /** Snapshots of this many successful runs are kept. */
  keepSnapshots: z.number().int().min(1).max(50).default(4),
  /** Of each source, snapshots of this many runs that did not succeed. */
  keepFailedSnapshots: z.number().int().min(0).max(50).default(2),
})
export type RunEnvironment = z.infer<typeof runEnvironmentSchema>

/** What only the deployment can name. */
export const deploymentSchema = z.strictObject({
  /** The clones' own security group. */
  cloneSecurityGroup: z.string().min(1),
  /** Bucket of evidence and reports. */
  evidenceBucket: z.string().min(1),
  /** ARN of the SNS topic that gets the verdict. */
  reportTopic: z.string().min(1),
  /** Where the clones are to be reached, and the keys that they may be encrypted with. */
  site: z
    .strictObject({
      vpc: z.string(),
      databasePort: z.number().int(),
      kmsKeys: z.array(z.string()).readonly(),
    })
    .optional(),
  /** PEM text of the authorities of the databases' certificates, where they are not those of the driver's bundle. */
  authorities: z.string().min(1).optional(),
  /** Where the application is started, where the environment has a smoke test. */
  smokeTest: applicationPlaceSchema.optional(),
})
export type Deployment = z.infer<typeof deploymentSchema>
