import { z } from 'zod'
import { namePrefix } from './names.ts'
import { secretArn } from './secret-arn.ts'
import { timesSettingsSchema } from './wall-times.ts'

/** The kinds of sources in RDS: a DB instance, or an Aurora cluster. */
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

/**
 * The engines of sources, by the beginning of RDS's names of them. Aurora's are those that they are
 * compatible with.
 */
export const sourceEngines = ['mysql', 'mariadb', 'postgres', 'sqlserver', 'oracle'] as const
export type SourceEngine = (typeof sourceEngines)[number]
/** Where an engine is connected to, unless told otherwise (SDK, CreateDBInstanceMessage.Port). */
export const usualPorts: Readonly<Record<SourceEngine, number>> = {
  mysql: 3306,
  mariadb: 3306,
  postgres: 5432,
  sqlserver: 1433,
  // Of the option SSL. The endpoint in RDS names another, at which nothing is encrypted (RDS guide,
  // "Oracle Secure Sockets Layer").
  oracle: 2484,
}
/** Engines of which TLS has a port of its own. */
export const apartForTls: readonly SourceEngine[] = ['oracle']
const expectedEngine = `expected one of ${sourceEngines.join(', ')}`
const expectedPort = 'expected a port from 1150 to 65535'

/** Where PostgreSQL keeps tables unless it is told otherwise. */
const standardSchema = 'public'
const named = (what: string) => {
  const expected = `expected the name of a ${what}, of 1 to 64 characters and without a dot`
  return z.string(expected).regex(/^[^.]{1,64}$/s, expected)
}
const databaseSettings = z.strictObject(
  {
    /** A database; of MySQL and MariaDB also called a schema; of Oracle the DB name in RDS. */
    name: named('database'),
    /** Of PostgreSQL and Oracle: the schema of the database that has the tables. */
    schema: named('schema').optional(),
    times: timesSettingsSchema.optional(),
  },
  {
    error: ({ code }) =>
      code === 'invalid_type'
        ? 'expected the name of a database, or {"name": …, "times": {"written": …}}'
        : undefined,
  },
)
/**
 * What a database is called in plans, evidence and reports: its schema is part of the name, which
 * its engine alone takes apart.
 */
export const databaseCalled = (
  settings: Pick<z.output<typeof databaseSettings>, 'name' | 'schema'>,
): string =>
  settings.schema === undefined || settings.schema === standardSchema
    ? settings.name
    : `${settings.name}.${settings.schema}`

/** A name alone does not state the zone in which times are written. */
export const databaseSchema = z.preprocess(
  (given: string | z.input<typeof databaseSettings>) =>
    typeof given === 'string' ? { name: given } : given,
  databaseSettings,
)

/**
 * What a clone is made of: the run's snapshot, or the source's own storage, of which it shares
 * every page until one of the two writes it.
 */
export const cloneOrigins = ['snapshot', 'copy-on-write'] as const
export type CloneOrigin = (typeof cloneOrigins)[number]
const expectedOrigin = `expected {"from": …} with one of ${cloneOrigins.join(', ')}`

const hasSchema = (one: { readonly schema?: unknown } | null): boolean => one?.schema !== undefined

const expectedDatabases = 'expected a list with at least one database name'
/** One server of production and the databases on it to purge. */
export const sourceSchema = z
  .strictObject({
    /** RDS DB instance identifier of production… */
    instance: identifier('instance').optional(),
    /** …or the identifier of its Aurora cluster. */
    cluster: identifier('cluster').optional(),
    /** Absent: MySQL or MariaDB. Its driver is deployed with the functions, and no other. */
    engine: z.enum(sourceEngines, expectedEngine).optional(),
    /**
     * The port of connections to the source, as to its clone; of Oracle that of its option SSL.
     * Absent: its engine's usual one.
     */
    port: z.int(expectedPort).min(1150, expectedPort).max(65_535, expectedPort).optional(),
    databases: z.array(databaseSchema, expectedDatabases).min(1, expectedDatabases),
    /** How the source is cloned. */
    clone: z
      .strictObject({ from: z.enum(cloneOrigins, expectedOrigin) }, expectedOrigin)
      .optional(),
    /** ARN of the Secrets Manager secret with `username` and `password` for production. */
    secret: secretArn,
  })
  // Checked even if other keys have errors, so that all are listed at once.
  .refine(({ instance, cluster }) => (instance === undefined) !== (cluster === undefined), {
    error: 'expected one of "instance" and "cluster", the identifier of production',
    when: ({ value }) => typeof value === 'object' && value !== null,
  })
  .refine(({ instance, clone }) => instance === undefined || clone?.from !== 'copy-on-write', {
    error: 'expected none beside "instance": RDS clones the storage of Aurora clusters alone',
    path: ['clone'],
    when: ({ value }) => typeof value === 'object' && value !== null,
  })
  // Production and its clone are connected to by two users, of whom each has a schema of its own.
  .refine(({ engine, databases }) => engine !== 'oracle' || databases.every(hasSchema), {
    error: 'expected {"name": …, "schema": …} each: the DB name in RDS and the tables\' owner',
    path: ['databases'],
    when: ({ value }) =>
      typeof value === 'object' && value !== null && Array.isArray(Reflect.get(value, 'databases')),
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
/** A source as it is connected to; `port`: if its settings name one. */
export type Reached = Identity & { readonly secret: string; readonly port?: number | undefined }
export const identify = (source: SourceSettings): Identity =>
  'cluster' in source
    ? { kind: 'cluster', name: source.cluster }
    : { kind: 'instance', name: source.instance }
