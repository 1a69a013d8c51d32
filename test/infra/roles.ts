import { exampleSettings } from './example.ts'
import { ofType, resourcesOf } from './synthesize.ts'

interface Statement {
  readonly Effect: string
  readonly Action?: string | string[]
  readonly Resource?: unknown
  readonly NotAction?: unknown
  readonly NotResource?: unknown
  readonly Condition?: Record<string, Record<string, string>>
}

const list = <T>(value: T | T[] | undefined): T[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value]

// The name of a source may be spelt in capitals; the ARN that AWS judges never is.
const instances = exampleSettings().sources

export const cluster = {
  cluster: 'Apim-Aurora',
  databases: ['apimgtdb'],
  secret: instances[0]?.secret,
}

/** Cloned by copy-on-write. */
export const shared = {
  cluster: 'apim-shared',
  clone: { from: 'copy-on-write' },
  databases: ['shareddb'],
  secret: instances[0]?.secret,
}

/** Has TLS by an option. */
const apart = {
  instance: 'apim-oracle',
  engine: 'oracle',
  databases: [{ name: 'ORCL', schema: 'WSO2' }],
  secret: instances[0]?.secret,
}

export const resources = resourcesOf({
  rebuilds: { task: {} },
  sources: [
    ...instances.map((source) => ({ ...source, instance: source.instance.toUpperCase() })),
    cluster,
    shared,
    apart,
  ],
})

export const sources = instances.map(
  ({ instance }) => `arn:aws:rds:eu-central-1:111122223333:db:${instance}`,
)

/** Every statement of every role, with the role's name and its actions and resources as lists. */
export const statements = [
  ...ofType(resources, 'AWS::IAM::Role'),
  ...ofType(resources, 'AWS::IAM::Policy'),
].flatMap(([role, { Properties }]) =>
  [...list<any>(Properties.Policies), ...(Properties.PolicyDocument ? [Properties] : [])].flatMap(
    ({ PolicyDocument }) =>
      (PolicyDocument.Statement as Statement[]).map((statement) => ({
        role,
        ...statement,
        actions: list(statement.Action),
        resources: list(statement.Resource).map((resource) =>
          typeof resource === 'string' ? resource : JSON.stringify(resource),
        ),
      })),
  ),
)

export const rolesWith = (action: string) => [
  ...new Set(
    statements
      .filter(({ actions }) => actions.includes(action))
      .map(({ role }) => role.replace(/Role[0-9A-F]{8}$/, '')),
  ),
]
