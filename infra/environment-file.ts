import { z } from 'zod'
import { type RunEnvironment, runEnvironmentSchema } from '../functions/contract/environment.ts'
import { checkStorageRanges } from '../functions/contract/clone-storage.ts'
import { apartForTls, databaseCalled, sourceKinds } from '../functions/contract/source.ts'
import { cloneAccountSettingsSchema } from './clone-account-settings.ts'
import { contradictions } from './contradictions.ts'
import { timeOfDay, weekdays } from '../functions/contract/window.ts'

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
  /** Customer managed keys that encrypt the sources or their secrets. */
  kmsKeys: z
    .array(text(/^arn:[\w-]+:kms:[\w-]+:\d{12}:key\/.+$/, 'expected the ARN of a KMS key'))
    .default([]),
  /** A PEM file in the same folder with the databases' certificate authorities. */
  tlsAuthorities: z
    .string()
    .regex(/^[\w.-]+\.pem$/, 'expected the name of a .pem file in infra/environments')
    .optional(),
  logRetentionDays: z
    .number(expected.logRetention)
    .refine((value) => logRetentions.includes(value), expected.logRetention)
    .default(90),
  /** Days for which deleted rows can be put back. */
  archiveDays: z.number().int().min(1).max(3653).default(30),
  evidenceRetentionDays: z.number().int().min(91).max(3653).default(731),
}

type Fields = Record<string, unknown>

/**
 * Whether a check over several fields can run although other fields have faults, so that all faults
 * are listed at once.
 */
const whenever = (...needed: [string, ...string[]]) => ({
  when: ({ value }: { value: unknown }) =>
    typeof value === 'object' && value !== null && needed.every((key) => key in value),
})
/** The location in an ARN: a key of the file, and its position between the colons. */
type Place = { readonly key: 'region' | 'account'; readonly at: number }
const region: Place = { key: 'region', at: 3 }
const account: Place = { key: 'account', at: 4 }
const items = (list: unknown): unknown[] => (Array.isArray(list) ? list : [])
const nameOf = (source: unknown, kind: string) =>
  String((source as Fields | null)?.[kind] ?? '').toLowerCase()

/** What a database, of whatever shape it was given in, is called; '' if it has no name. */
function databaseName(given: unknown): string {
  const { name, schema } = (typeof given === 'string' ? { name: given } : (given ?? {})) as Fields
  return typeof name !== 'string'
    ? ''
    : databaseCalled({ name, ...(typeof schema === 'string' && { schema }) })
}

export const environmentFileSchema = z
  .strictObject({ ...siteShape, ...runEnvironmentSchema.shape })
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
  .superRefine((file: Fields, context) => {
    // Two plans for one source would use each other's snapshot and clone; evidence is stored by
    // name only.
    items(file.sources).forEach((source, index, all) => {
      const { from } = ((source as Fields | null)?.clone ?? {}) as Fields
      if (from === 'copy-on-write' && file.cloneAccount !== undefined)
        context.addIssue({
          code: 'custom',
          path: ['sources', index, 'clone', 'from'],
          message: 'expected "snapshot": with "cloneAccount" a clone is made of a copy there',
        })
      const { engine } = (source ?? {}) as Fields
      if (apartForTls.some((one) => one === engine) && file.cloneAccount !== undefined)
        context.addIssue({
          code: 'custom',
          path: ['sources', index, 'engine'],
          message:
            'expected another engine, or no "cloneAccount": TLS is an option of this one, and an ' +
            'option group stays in its account',
        })
      for (const kind of sourceKinds) {
        const name = nameOf(source, kind)
        const before = all
          .slice(0, index)
          .some((other) => sourceKinds.some((one) => nameOf(other, one) === name))
        if (name !== '' && before)
          context.addIssue({
            code: 'custom',
            path: ['sources', index, kind],
            message: `expected each ${kind} once: list its databases in one source`,
          })
      }
      // Evidence is stored by name; on most servers two spellings are one database.
      const databases = items((source as Fields | null)?.databases)
        .map(databaseName)
        .map((name) => name.toLowerCase())
      for (const [at, name] of databases.entries())
        if (name !== '' && databases.indexOf(name) < at)
          context.addIssue({
            code: 'custom',
            path: ['sources', index, 'databases', at],
            message: 'expected each database once, ignoring upper and lower case',
          })
    })
  }, whenever('sources'))
  .superRefine(
    (file: Fields, context) => {
      const known = items(file.sources).flatMap((source) =>
        items((source as Fields | null)?.databases).map(databaseName),
      )
      items(file.checks).forEach((check, index) => {
        if (!known.includes(String((check as Fields | null)?.database)))
          context.addIssue({
            code: 'custom',
            path: ['checks', index, 'database'],
            message: 'expected a database of one of the sources',
          })
      })
    },
    whenever('sources', 'checks'),
  )
  .superRefine(
    (file: Fields, context) => {
      const engines = items(file.sources).map(
        (source) => (source as Fields | null)?.engine ?? 'mysql',
      )
      for (const engine of new Set(engines.map(String)))
        checkStorageRanges((file.clone ?? {}) as Fields, engine, (key, message) =>
          context.addIssue({ code: 'custom', path: ['clone', key], message }),
        )
    },
    whenever('sources', 'clone'),
  )
  .superRefine((file: Fields, context) => {
    const check = (arn: unknown, path: (string | number)[], wanted: readonly Place[]) => {
      if (typeof arn !== 'string' || !arn.startsWith('arn:')) return
      for (const { key, at } of wanted)
        if (typeof file[key] === 'string' && arn.split(':')[at] !== file[key])
          context.addIssue({
            code: 'custom',
            path,
            message: `expected an ARN in the environment's ${key}, ${JSON.stringify(file[key])}`,
          })
    }
    items(file.sources).forEach((source, index) =>
      check((source as Fields | null)?.secret, ['sources', index, 'secret'], [region, account]),
    )
    const { client } = (file.smokeTest ?? {}) as Fields
    check(client, ['smokeTest', 'client'], [region, account])
    // A key may belong to another account.
    items(file.kmsKeys).forEach((key, index) => check(key, ['kmsKeys', index], [region]))
  }, whenever('region'))
  .superRefine((file, context) => {
    for (const { path, message } of contradictions(file))
      context.addIssue({ code: 'custom', path, message })
  })

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
