import { z } from 'zod'
import { modes } from '../../functions/contract/environment.ts'
import { secretArn } from '../../functions/contract/secret-arn.ts'
import { sourceEngines, sourceKinds } from '../../functions/contract/source.ts'
import { weekdays } from '../../functions/contract/window.ts'
import { environmentFileSchema } from '../../infra/environment-file.ts'
import type { FoundSecret } from '../aws/found-secrets.ts'
import type { FoundServer } from '../aws/found-servers.ts'
import type { Account } from './account.ts'
import type { Question } from './asker.ts'

// The questions of drydock init, each with what the account suggests.

const { shape } = environmentFileSchema
const { vpc, subnets, securityGroups } = shape.network.shape
const asIs = (answer: string): string => answer
const list = (answer: string): string[] => answer.split(/[\s,]+/).filter((one) => one !== '')
const orNone =
  (read: (answer: string) => unknown) =>
  (answer: string): unknown =>
    answer === '' || answer === 'none' ? undefined : read(answer)
const joined = (ids: readonly string[] = []) => (ids.length === 0 ? undefined : ids.join(','))

export const account = (found: Account): Question<string> => ({
  flag: 'account',
  example: '111122223333',
  expected: 'expected an account number of 12 digits',
  text: 'Account number',
  known: found.account,
  read: asIs,
  takes: shape.account,
})

export const region = (found: Account): Question<string> => ({
  flag: 'region',
  example: 'eu-central-1',
  text: 'Region',
  known: found.region,
  read: asIs,
  takes: shape.region,
})

export const source = ({ servers }: Account): Question<string> => ({
  flag: 'source',
  example: servers[0]?.id ?? 'apim-production',
  text: 'Production: its DB instance or cluster in RDS',
  choices: servers.map(({ id, kind, engine }) => `${id} (${kind}, ${engine})`),
  otherwise: servers.length === 1 ? servers[0]?.id : undefined,
  // RDS keeps identifiers in lower case.
  read: (answer) => servers.find(({ id }) => id === answer.toLowerCase())?.id ?? answer,
  takes: z
    .string()
    .min(1, 'expected an identifier in RDS')
    .refine(
      (answer) => servers.length === 0 || servers.some(({ id }) => id === answer),
      `expected a server of this account and region, ${joined(servers.map(({ id }) => id))}`,
    ),
})

export const kind = (server: FoundServer | undefined) => ({
  flag: 'kind',
  example: 'instance',
  text: `Is it one of ${sourceKinds.join(', ')}`,
  known: server?.kind,
  read: asIs,
  takes: z.enum(sourceKinds, `expected one of ${sourceKinds.join(', ')}`),
})

export const engine = (server: FoundServer | undefined) => ({
  flag: 'engine',
  example: 'mysql',
  text: `Its engine, one of ${sourceEngines.join(', ')}`,
  known: server?.engine,
  read: asIs,
  takes: z.enum(sourceEngines, `expected one of ${sourceEngines.join(', ')}`),
})

/** PostgreSQL's and Oracle's as database.schema. */
export const databases = (server: FoundServer | undefined) => ({
  flag: 'databases',
  example: 'apimgtdb,shareddb',
  text: 'Its databases with tables of WSO2, as NAME or NAME.SCHEMA',
  otherwise: server?.database ?? undefined,
  read: (answer: string) =>
    list(answer).map((one) => {
      const [name, ...schema] = one.split('.')
      return schema.length === 0 ? name : { name, schema: schema.join('.') }
    }),
  takes: z
    .array(z.union([z.string(), z.object({ name: z.string(), schema: z.string() })]))
    .min(1, 'expected at least one database'),
})

/** Secrets that are shown to choose from. */
const most = 20

const exampleSecret =
  'arn:aws:secretsmanager:eu-central-1:111122223333:secret:apim-production/purge-a1B2c3'

/** By its ARN, or by its name in the account. */
export const secret = (secrets: readonly FoundSecret[], source: string): Question<string> => {
  const own = secrets.filter(({ name }) => name.includes(source))
  return {
    flag: 'secret',
    example: own[0]?.name ?? secrets[0]?.name ?? exampleSecret,
    expected:
      secrets.length > 0
        ? 'expected the name of a secret of this account, or the ARN of one'
        : 'expected the ARN of a secret: the names in the account are not known here',
    text: 'Secret with "username" and "password" of its user, by name or ARN',
    choices: [
      ...secrets.slice(0, most).map(({ name }) => name),
      ...(secrets.length > most ? [`… and ${secrets.length - most} more`] : []),
    ],
    otherwise: own.length === 1 ? own[0]?.name : undefined,
    read: (answer) => secrets.find(({ name }) => name === answer)?.arn ?? answer,
    takes: secretArn,
  }
}

export const network = (server: FoundServer | undefined) => ({
  vpc: {
    flag: 'vpc',
    example: 'vpc-0a1b2c3d4e5f60718',
    text: 'VPC of production',
    known: server?.vpc,
    read: asIs,
    takes: vpc,
  },
  subnets: {
    flag: 'subnets',
    example: 'subnet-0a1b2c3d4e5f60718',
    text: 'Subnets of the functions that connect to databases, with a route to AWS',
    otherwise: joined(server?.subnets),
    read: list,
    takes: subnets,
  },
  securityGroups: {
    flag: 'security-groups',
    example: 'sg-0a1b2c3d4e5f60718',
    text: `Security groups that production admits, for the functions${ownGroups(server)}`,
    read: list,
    takes: securityGroups,
  },
})

const ownGroups = ({ securityGroups: own = [] }: Partial<FoundServer> = {}): string =>
  own.length === 0 ? '' : ` (its own: ${joined(own)})`

export const schedule = {
  flag: 'schedule',
  example: 'SUN 02:00',
  text: 'Weekly start, in UTC',
  otherwise: 'SUN 02:00',
  read: (answer: string) => {
    const [day, time, ...rest] = answer.split(/\s+/)
    return rest.length > 0 ? answer : { day, time }
  },
  takes: shape.schedule,
  expected:
    `expected a day, one of ${weekdays.join(', ')}, and a time of day in UTC, HH:MM, such as ` +
    '"SUN 02:00"',
}

export const window = {
  flag: 'window',
  example: 'SAT,SUN 01:00-06:00',
  text: 'When rows of production may be deleted, in UTC, such as SAT,SUN 01:00-06:00; none: always',
  otherwise: '',
  read: orNone((answer) => {
    const [, days = '', from, to] = /^(\S+)\s+(\S+?)-(\S+)$/.exec(answer) ?? []
    return from === undefined ? answer : { days: days.split(','), from, to }
  }),
  takes: shape.window,
  expected:
    `expected days, of ${weekdays.join(', ')}, and two different times of day in UTC, HH:MM, ` +
    'such as "SAT,SUN 01:00-06:00"; or none',
}

export const mail = {
  flag: 'mail',
  example: 'operations@example.com',
  text: 'Address for reports and alarms; none: subscribe by hand',
  otherwise: '',
  read: orNone(asIs),
  takes: shape.alarmEmail,
}

/** A purge is allowed by hand, once a rehearsal was seen. */
export const firstModes = modes.filter((one) => one !== 'purge')
export const mode = {
  flag: 'mode',
  example: 'rehearse',
  text: 'How far weekly runs go: plan counts on production, rehearse stops after the clone',
  otherwise: 'rehearse',
  read: asIs,
  takes: z.enum(firstModes, `expected one of ${firstModes.join(', ')}`),
}
