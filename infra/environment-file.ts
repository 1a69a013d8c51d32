import { z } from 'zod'
import { type RunEnvironment, runEnvironmentSchema } from '../functions/contract/environment.ts'
import { timeOfDay, weekdays } from '../functions/contract/window.ts'
import { arnPlaces } from './arn-places.ts'
import { cloneAccountSettingsSchema } from './clone-account-settings.ts'
import { clonedElsewhere, cloneStorage, ownChecks } from './source-faults.ts'
import { contradictions } from './contradictions.ts'
import { databaseNames } from './database-names.ts'
import { entriesOnce, sourcesOnce } from './named-once.ts'
import { type Fields, tell, whenever } from './untrusted-fields.ts'

/** The values that CloudWatch Logs accepts; others would fail only at deployment. */
const logRetentions = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288,
  3653,
]

const idText = (prefix: string) => `"${prefix}-0a1b2c3d4e5f60718"`
const text = (pattern: RegExp, expected: string) => z.string(expected).regex(pattern, expected)
const id = (prefix: string) =>
  text(new RegExp(`^${prefix}-[0-9a-f]{8,17}$`), `expected an id such as ${idText(prefix)}`)
const expected = {
  authorities: 'expected the name of a .pem file in infra/environments',
  network: 'expected an object with "vpc", "subnets" and "securityGroups"',
  subnets: `expected a list of one or more subnets, such as [${idText('subnet')}]`,
  securityGroups: `expected a list of one to four security groups, such as [${idText('sg')}]`,
  schedule: 'expected an object such as {"day": "SUN", "time": "02:00"}',
  day: `expected one of ${weekdays.map((day) => JSON.stringify(day)).join(', ')}`,
  logRetention: `expected one of ${logRetentions.join(', ')}`,
}
/** For the object itself: an unknown key is reported by its name. */
const asObject = (error: string) => ({
  error: ({ code }: { code?: string }) => (code === 'invalid_type' ? error : undefined),
})

/** Where Drydock is deployed: settings that only infra knows. */
const siteShape = {
  account: text(/^\d{12}$/, 'expected an account number of 12 digits, as a string'),
  region: text(/^[a-z]{2}(-[a-z]+)+-\d$/, 'expected a region such as "eu-central-1"'),
  network: z.strictObject(
    {
      /**
       * The VPC of the sources. The clones are restored into the subnet groups of their sources.
       */
      vpc: id('vpc'),
      /** Subnets of the functions that talk to databases. */
      subnets: z.array(id('subnet'), expected.subnets).min(1, expected.subnets),
      /**
       * Security groups that production admits, for those functions. Lambda allows five; one is
       * Drydock's.
       */
      securityGroups: z
        .array(id('sg'), expected.securityGroups)
        .min(1, expected.securityGroups)
        .max(4, expected.securityGroups),
    },
    asObject(expected.network),
  ),
  /** When absent, clones are made in production's account. */
  cloneAccount: cloneAccountSettingsSchema.optional(),
  /** Weekly, in UTC: a time zone with daylight saving would skip or repeat a run once a year. */
  schedule: z.strictObject(
    {
      day: z.enum(weekdays, expected.day),
      time: timeOfDay,
      enabled: z.boolean().default(true),
    },
    asObject(expected.schedule),
  ),
  /** Recipient of reports and alarms, besides manual subscriptions. */
  alarmEmail: z.email('expected an e-mail address').optional(),
  /** Days for which dead rows of a table may be left before an alarm: four weekly runs. */
  alarmDeadRowDays: z.number().int().min(1).max(365).default(28),
  /** Customer managed keys that encrypt the sources or their secrets. */
  kmsKeys: z
    .array(text(/^arn:[\w-]+:kms:[\w-]+:\d{12}:key\/.+$/, 'expected the ARN of a KMS key'))
    .default([]),
  /** A PEM file in the same folder with the databases' certificate authorities. */
  tlsAuthorities: text(/^[\w.-]+\.pem$/, expected.authorities).optional(),
  logRetentionDays: z
    .number(expected.logRetention)
    .refine((value) => logRetentions.includes(value), expected.logRetention)
    .default(90),
  /** Days for which deleted rows can be put back. */
  archiveDays: z.number().int().min(1).max(3653).default(30),
  evidenceRetentionDays: z.number().int().min(91).max(3653).default(731),
}

const fileSchema = z.strictObject({ ...siteShape, ...runEnvironmentSchema.shape })
/** What decides how long a run may last; of its sources only their number. */
const timesSchema = z.object({
  ...fileSchema.pick({ limits: true, approval: true, window: true, clone: true }).shape,
  ...fileSchema.pick({ smokeTest: true, schedule: true, cloneAccount: true, mode: true }).shape,
  sources: z.array(z.unknown()),
})

export const environmentFileSchema = fileSchema
  .refine((file: Fields) => file.mode !== 'purge' || file.allowProductionPurge === true, {
    path: ['mode'],
    error: 'expected "plan" or "rehearse", or "allowProductionPurge": true as well',
    ...whenever('mode'),
  })
  .refine(
    ({ account, cloneAccount }: Fields) =>
      account !== (cloneAccount as Fields | undefined)?.account,
    {
      path: ['cloneAccount', 'account'],
      error: 'expected another account than production\'s; omit "cloneAccount" to clone there',
      ...whenever('account', 'cloneAccount'),
    },
  )
  // The account of a purge is evidence: without it nobody can tell which of the archive's rows
  // went.
  .refine(
    ({ archiveDays, evidenceRetentionDays }: Fields) =>
      Number(archiveDays) <= Number(evidenceRetentionDays),
    {
      path: ['archiveDays'],
      error: 'expected at most "evidenceRetentionDays": an undo needs the evidence of its run',
      ...whenever('archiveDays', 'evidenceRetentionDays'),
    },
  )
  .superRefine(sourcesOnce, whenever('sources'))
  .superRefine(databaseNames, whenever('sources'))
  .superRefine(clonedElsewhere, whenever('sources', 'cloneAccount'))
  .superRefine(entriesOnce, whenever())
  .superRefine(ownChecks, whenever('sources', 'checks'))
  .superRefine(cloneStorage, whenever('sources', 'clone'))
  .superRefine(arnPlaces, whenever('region'))
  .superRefine(
    (file, context) => {
      for (const { path, message } of contradictions(timesSchema.parse(file)))
        tell(context, path, message)
    },
    { when: ({ value }) => timesSchema.safeParse(value).success },
  )

/** An environment file as it was read: untrusted. */
export type UnparsedEnvironmentFile = unknown
/** A valid environment file, with its defaults. */
export type EnvironmentFile = z.output<typeof environmentFileSchema> & {
  /** The text of its file. */
  readonly authorities?: string | undefined
}

/** The part of the file that the handlers get. */
export function runEnvironmentOf(file: EnvironmentFile): RunEnvironment {
  const keys = Object.keys(runEnvironmentSchema.shape)
  return runEnvironmentSchema.parse(
    Object.fromEntries(Object.entries(file).filter(([key]) => keys.includes(key))),
  )
}
