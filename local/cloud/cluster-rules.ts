import type { DatabaseServer } from '../server/server-software.ts'
import type { Cluster } from './cluster.ts'
import { checkEngine } from './rds-requests.ts'
import { CloudError } from './request.ts'

const refuse = (message: string): CloudError =>
  new CloudError('InvalidParameterCombination', message)

/**
 * Storage and capacity of a new Aurora cluster.
 * @throws CloudError if RDS has no such cluster
 */
export function checkCluster(parameters: URLSearchParams, engine: unknown): void {
  const storage = parameters.get('StorageType') ?? 'aurora'
  if (!['aurora', 'aurora-iopt1'].includes(storage))
    throw new CloudError(
      'InvalidParameterValue',
      `Invalid storage type for DB engine ${String(engine)}: ${storage}`,
    )
  checkCapacity(parameters)
}

/** The capacity range that a cluster is given. */
function checkCapacity(parameters: URLSearchParams): void {
  const [min, max] = ['Min', 'Max'].map((which) =>
    Number(parameters.get(`ServerlessV2ScalingConfiguration.${which}Capacity`) ?? 0.5),
  )
  for (const units of [min, max])
    if (!(Number(units) >= 0 && Number(units) <= 256 && Number.isInteger(Number(units) * 2)))
      throw new CloudError('InvalidParameterValue', `Invalid capacity: ${units}.`)
  if (Number(min) > Number(max)) throw refuse(`The capacity ${min} is above the maximum ${max}.`)
}

/**
 * A new instance of a cluster.
 * @returns the cluster's data, and how a server is started on it.
 * @throws CloudError
 */
export function checkMember(
  parameters: URLSearchParams,
  { id, status, shown, dataDirectory, origin }: Cluster,
): { readonly dataDirectory: string; readonly origin: DatabaseServer } {
  const engine = parameters.get('Engine')
  if (engine !== shown.Engine)
    throw refuse(`The engine ${engine} is not that of the cluster ${id}, ${String(shown.Engine)}.`)
  checkEngine('CreateDBInstance', engine, parameters)
  if (status !== 'available' || dataDirectory === null || origin === null)
    throw new CloudError('InvalidDBClusterStateFault', `The cluster ${id} is ${status}.`)
  if (
    parameters.get('DBInstanceClass') === 'db.serverless' &&
    shown.ServerlessV2ScalingConfiguration === undefined
  )
    throw refuse(`The cluster ${id} has no ServerlessV2ScalingConfiguration for db.serverless.`)
  return { dataDirectory, origin }
}
