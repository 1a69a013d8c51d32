import { DBInstanceNotFoundFault, DBSnapshotNotFoundFault, DescribeDBInstancesCommand, DescribeDBSnapshotsCommand, RDSClient, paginateDescribeDBInstances, paginateDescribeDBSnapshots, type DBInstance, type DBSnapshot, type Tag } from '@aws-sdk/client-rds'
import { managedBy, namePrefix, tagKeys } from '../contract/environment.ts'
import { NamedError } from '../contract/errors.ts'
import type { Run, SourcePlan } from '../contract/steps.ts'

export const rds = new RDSClient({})

export async function findInstance(id: string): Promise<DBInstance | null> {
  try {
    return (await rds.send(new DescribeDBInstancesCommand({ DBInstanceIdentifier: id }))).DBInstances?.[0] ?? null
  } catch (error) {
    if (error instanceof DBInstanceNotFoundFault) return null
    throw error
  }
}

export async function findSnapshot(id: string): Promise<DBSnapshot | null> {
  try {
    return (await rds.send(new DescribeDBSnapshotsCommand({ DBSnapshotIdentifier: id }))).DBSnapshots?.[0] ?? null
  } catch (error) {
    if (error instanceof DBSnapshotNotFoundFault) return null
    throw error
  }
}

/** Every instance of the account and region. */
export async function allInstances(): Promise<DBInstance[]> {
  const all: DBInstance[] = []
  for await (const page of paginateDescribeDBInstances({ client: rds }, {})) all.push(...(page.DBInstances ?? []))
  return all
}

export async function snapshotsOf(instance: string): Promise<DBSnapshot[]> {
  const all: DBSnapshot[] = []
  for await (const page of paginateDescribeDBSnapshots({ client: rds }, { DBInstanceIdentifier: instance, SnapshotType: 'manual' })) all.push(...(page.DBSnapshots ?? []))
  return all
}

/** Production's description. @throws NamedError SourceNotFound */
export async function sourceInstance(source: Pick<SourcePlan, 'instance'>): Promise<DBInstance> {
  const instance = await findInstance(source.instance)
  if (instance === null) throw new NamedError('SourceNotFound', `There is no RDS instance "${source.instance}" in this account and region. Correct "sources" of the environment and deploy again.`)
  return instance
}

export const tagOf = (tags: readonly Tag[] | undefined, key: string): string | undefined => tags?.find(({ Key }) => Key === key)?.Value

/** The tags of what a run makes. */
export const runTags = (run: Run, source: SourcePlan): Tag[] =>
  Object.entries({ [tagKeys.managedBy]: managedBy, [tagKeys.environment]: run.environment, [tagKeys.runId]: run.runId, [tagKeys.source]: source.instance }).map(([Key, Value]) => ({ Key, Value }))

/** @throws NamedError NotDrydocks unless name and tags say that Drydock made it for this environment */
export function mustBeOurs(id: string, tags: readonly Tag[] | undefined, environment: string): void {
  if (isOurs(id, tags, environment)) return
  throw new NamedError('NotDrydocks', `"${id}" does not carry Drydock's name prefix and tags for the environment "${environment}", so it is not touched. Look who made it; rename it or delete it by hand.`)
}

export const isOurs = (id: string, tags: readonly Tag[] | undefined, environment: string): boolean =>
  id.startsWith(`${namePrefix}-`) && tagOf(tags, tagKeys.managedBy) === managedBy && tagOf(tags, tagKeys.environment) === environment
