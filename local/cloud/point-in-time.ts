import type { Cluster } from './cluster.ts'
import { CloudError, listParameter } from './request.ts'

/**
 * What RestoreDBClusterToPointInTime refuses of its parameters. Only clones by copy-on-write are
 * served here.
 * @throws CloudError
 */
export function checkPointInTime(parameters: URLSearchParams, source: Cluster): void {
  const refuse = (message: string) => new CloudError('InvalidParameterCombination', message)
  const type = parameters.get('RestoreType') ?? 'full-copy'
  if (!['full-copy', 'copy-on-write'].includes(type))
    throw new CloudError('InvalidParameterValue', `Invalid RestoreType: ${type}`)
  const [time, latest] = [
    parameters.has('RestoreToTime'),
    parameters.get('UseLatestRestorableTime') === 'true',
  ]
  if (time && latest) throw refuse('RestoreToTime and UseLatestRestorableTime exclude each other.')
  if (!time && !latest)
    throw refuse('Either RestoreToTime or UseLatestRestorableTime must be specified.')
  if (time && type === 'copy-on-write')
    throw refuse('RestoreToTime is not for the RestoreType copy-on-write.')
  if (parameters.has('KmsKeyId') && source.shown.KmsKeyId === undefined)
    throw refuse(`The cluster ${source.id} is not encrypted: it takes no KmsKeyId.`)
  if (type !== 'copy-on-write')
    throw refuse('The local cloud knows the RestoreType copy-on-write only.')
}

/** The filter clone-group-id of DescribeDBClusters, the only one known here. */
export function inGroups(parameters: URLSearchParams): (cluster: Cluster) => boolean {
  const name = parameters.get('Filters.Filter.1.Name')
  if (name === null) return () => true
  if (name !== 'clone-group-id')
    throw new CloudError('InvalidParameterValue', `Unrecognized filter name: ${name}`)
  const groups = listParameter(parameters, 'Filters.Filter.1.Values').map((value) => value[''])
  return ({ cloneGroup }) => cloneGroup !== null && groups.includes(cloneGroup)
}
