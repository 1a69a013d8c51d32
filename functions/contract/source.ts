import { z } from 'zod'
import { namePrefix } from './names.ts'
import { secretArn } from './secret-arn.ts'
import { timesSettingsSchema } from './wall-times.ts'

/** The kinds of sources in RDS: a DB instance (MySQL, MariaDB) or an Aurora MySQL cluster. */
export const sourceKinds = ['instance', 'cluster'] as const
export type SourceKind = (typeof sourceKinds)[number]

const identifier = (what: string) =>
  z
    .string(`expected an RDS ${what} identifier`)
    .regex(/^[a-zA-Z](?!.*--)[a-zA-Z0-9-]{0,62}(?<!-)$/, `expected an RDS ${what} identifier`)
    .refine(
      (id) => !id.toLowerCase().startsWith(`${namePrefix}-`),
      `must not start with "${namePrefix}-": such names are reserved for Drydock's clones`,
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
/** A name alone does not state the zone in which times are written. */
const databaseSchema = z.preprocess(
  (given) => (typeof given === 'string' ? { name: given } : given),
  databaseSettings,
)

const expectedDatabases = 'expected a list with at least one database name'
/** One server of production and the databases on it to purge. */
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
  // Checked even if other keys have errors, so that all are listed at once.
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
