import { z } from 'zod'
import { storageClassSchema } from './archive-storage.ts'
import { hoursText, longestRun } from './bounds.ts'
import { cloneAccountSchema } from './clone-account.ts'
import { cloneSettingsSchema } from './clone-settings.ts'
import { duration, durationMilliseconds } from './duration.ts'
import { rebuildPlaceSchema, rebuildsSchema } from './rebuilds.ts'
import { sourceSchema } from './source.ts'
import { applicationPlaceSchema, smokeTestSchema } from './smoke.ts'
import { oneSelect } from './one-select.ts'
import { throttleSchema } from './throttle.ts'
import { windowSchema } from './window.ts'

export { durationMilliseconds } from './duration.ts'

/**
 * How far a run goes: `plan` counts on production, `rehearse` stops after the clone, `purge`
 * continues to production.
 */
export const modes = ['plan', 'rehearse', 'purge'] as const
export type Mode = (typeof modes)[number]

/** Approval before production is purged, requested from the subscribers of the report topic. */
export const approvalSchema = z.strictObject({
  /** No answer within this time counts as a rejection. */
  deadline: duration.refine(
    (text) =>
      !/^\d{1,6}[mhd]$/.test(text) ||
      (durationMilliseconds(text) > 0 && durationMilliseconds(text) < longestRun),
    `expected more than zero and less than ${hoursText(longestRun)}, the maximum duration of a run`,
  ),
})

/** The maximum difference between an application's clock and the run's. */
export const leastSafePeriod = '5m'
const safePeriod = duration.refine(
  (text) =>
    !/^\d{1,6}[mhd]$/.test(text) ||
    durationMilliseconds(text) >= durationMilliseconds(leastSafePeriod),
  `expected ${leastSafePeriod} or more: clocks differ, and what just ended may still be in use`,
)

/** The limits of a run. */
export const limitsSchema = z.strictObject({
  /** Time one batch (one transaction) aims at, in ms. */
  batchMilliseconds: z.number().int().min(10).max(10_000).default(250),
  /**
   * The most of the time, in (0, 1], that a purge works on production; how much of it production
   * decides. It sleeps for the rest.
   */
  productionShare: z.number().gt(0).lte(1).default(1),
  /** Rows by which production may differ from the rehearsal… */
  driftRows: z.number().int().min(0).default(100),
  /** …or the share of rows, whichever is larger. */
  driftShare: z.number().min(0).max(1).default(0.01),
  /** Maximum rows to delete from a table of production without a confirmation… */
  blastRows: z.number().int().min(0).default(5_000_000),
  /**
   * …and the maximum share of the table's rows. With refresh tokens that live for a day, WSO2's
   * default, at most 85 % of a week's tokens are dead, and more than 90 % of two weeks' tokens.
   */
  blastShare: z.number().min(0).max(1).default(0.9),
  /** Maximum GiB of the archive of one source's purge, as estimated from the rehearsal. */
  archiveGiB: z.number().gt(0).default(100),
  /**
   * Whether to refresh the statistics of production's tables after the purge; the clone's always
   * are.
   */
  analyze: z.boolean().default(true),
  /** The maximum wait for each RDS operation: a snapshot, a restore, a deletion. */
  rdsWait: duration
    .refine(
      (text) => !/^\d{1,6}[mhd]$/.test(text) || durationMilliseconds(text) >= 1_800_000,
      'expected 30 minutes or more',
    )
    .default('24h'),
})
export type Limits = z.infer<typeof limitsSchema>

/** `safe`: what is dead beyond doubt. `upstream`: what the vendor's own scripts delete. */
export const readings = ['safe', 'upstream'] as const

/** An operator's own check, run after the purge on the clone and on production. */
export const ownCheckSchema = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,39}$/, 'expected lower-case letters, digits and hyphens'),
  database: z.string().min(1).max(64),
  /** One statement that reads. The server also runs it in a read-only transaction. */
  query: oneSelect,
  /** The whole answer: columns separated by commas, one line per row. */
  expected: z.union(
    [z.string(), z.number().transform(String)],
    'expected the whole answer, as text or number',
  ),
})
export type OwnCheck = z.infer<typeof ownCheckSchema>

/** One rule's settings; absent ones come from the rule and the environment. */
export const ruleSettingsSchema = z.strictObject({
  enabled: z.boolean().optional(),
  /** Nothing that ended less than this ago is dead. */
  safePeriod: safePeriod.optional(),
  /** How long a dead row is kept beyond the safe period. */
  retention: duration.optional(),
  reading: z.enum(readings).optional(),
  /** Overrides limits.blastRows and limits.blastShare for the rule's table and its child tables. */
  blastRows: limitsSchema.shape.blastRows.unwrap().optional(),
  blastShare: limitsSchema.shape.blastShare.unwrap().optional(),
  /** Rebuilds the rule's table and its child tables after the purge to reclaim disk space. */
  reclaim: z.boolean().optional(),
})
/** By rule; see docs/rules.md for the names. */
export const rulesSettingsSchema = z.record(z.string(), ruleSettingsSchema)
export type RulesSettings = z.infer<typeof rulesSettingsSchema>

/** What happens to rows that are deleted from production. */
export const archiveSchema = z.strictObject({
  /**
   * `full`: archived completely, can be put back. `hashed`: without token values. `off`: not
   * archived.
   */
  mode: z.enum(['full', 'hashed', 'off']).default('full'),
  /** S3's storage class of the volumes that hold a purge's files after the run. */
  storageClass: storageClassSchema.default('STANDARD'),
})
export type Archiving = z.infer<typeof archiveSchema>

const expectedName = 'expected 1 to 16 lower-case letters and digits'
const expectedSources =
  'expected a list of one or more sources, each {"instance": …, "databases": …, "secret": …}'
/**
 * What the handlers know about an environment. The state machine's definition passes it to PlanRun,
 * so that no Lambda function has its own settings. Only infra knows where it is deployed (account,
 * network, schedule).
 */
export const runEnvironmentSchema = z.strictObject({
  name: z.string(expectedName).regex(/^[a-z][a-z0-9]{0,15}$/, expectedName),
  sources: z.array(sourceSchema, expectedSources).min(1, expectedSources),
  /** The default mode of a run. */
  mode: z.enum(modes).default('rehearse'),
  /** The first of the two opt-ins to purging production; the other is the run's mode. */
  allowProductionPurge: z.boolean().default(false),
  /** Whether production may be purged although its engine is a preview. */
  acceptPreview: z.boolean().default(false),
  /** Nothing newer than this is touched. */
  safePeriod: safePeriod.default('2h'),
  rules: rulesSettingsSchema.default({}),
  limits: limitsSchema.default(() => limitsSchema.parse({})),
  /** How production slows down or stops a purge. */
  throttle: throttleSchema.default(() => throttleSchema.parse({})),
  rebuilds: rebuildsSchema.default(() => rebuildsSchema.parse({})),
  /** When absent, the application is not started on the clone. */
  smokeTest: smokeTestSchema.optional(),
  /** When absent, any time is allowed. */
  window: windowSchema.optional(),
  /** When absent, no approval is needed. */
  approval: approvalSchema.optional(),
  clone: cloneSettingsSchema.default(() => cloneSettingsSchema.parse({})),
  archive: archiveSchema.default(() => archiveSchema.parse({})),
  checks: z.array(ownCheckSchema).default([]),
  /** Snapshots of this many successful runs are kept. */
  keepSnapshots: z.number().int().min(1).max(50).default(4),
  /** Per source, snapshots of this many runs that did not succeed are kept. */
  keepFailedSnapshots: z.number().int().min(0).max(50).default(2),
})
export type RunEnvironment = z.infer<typeof runEnvironmentSchema>

/** The settings that the steps after PlanRun read; it turns the others into the plan. */
export const runSettingsSchema = z.object(
  runEnvironmentSchema.omit({
    name: true,
    sources: true,
    mode: true,
    allowProductionPurge: true,
    acceptPreview: true,
    safePeriod: true,
    rules: true,
    keepFailedSnapshots: true,
  }).shape,
)

/** Values that only the deployment knows. */
export const deploymentSchema = z.strictObject({
  /** The clones' own security group. */
  cloneSecurityGroup: z.string().min(1),
  /** The account of the clones, if that is not production's. */
  cloneAccount: cloneAccountSchema.optional(),
  /** Bucket of evidence and reports. */
  evidenceBucket: z.string().min(1),
  /** ARN of the SNS topic that receives the verdict. */
  reportTopic: z.string().min(1),
  /** The clones' network, and the keys that may encrypt them. */
  site: z
    .strictObject({
      vpc: z.string(),
      /** Of the sources, and so of the clones: the security groups admit no other. */
      databasePorts: z.array(z.number().int()).readonly(),
      kmsKeys: z.array(z.string()).readonly(),
    })
    .optional(),
  /** PEM text of the databases' certificate authorities, if they are not in the driver's bundle. */
  authorities: z.string().min(1).optional(),
  /** Where to start the application, if the environment has a smoke test. */
  smokeTest: applicationPlaceSchema.optional(),
  /** Where to start the task of long rebuilds, if the environment has one. */
  rebuilds: rebuildPlaceSchema.optional(),
})
export type Deployment = z.infer<typeof deploymentSchema>
