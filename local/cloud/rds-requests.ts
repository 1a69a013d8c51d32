import { notTaken, required } from './rds-members.ts'
import { CloudError } from './request.ts'
import { tagsOf } from './tags.ts'

/** By call, the identifier that it creates and its maximum length. */
const made: Readonly<Record<string, readonly [string, number]>> = {
  CreateDBSnapshot: ['DBSnapshotIdentifier', 255],
  RestoreDBInstanceFromDBSnapshot: ['DBInstanceIdentifier', 63],
  CreateDBClusterSnapshot: ['DBClusterSnapshotIdentifier', 63],
  RestoreDBClusterFromSnapshot: ['DBClusterIdentifier', 63],
  RestoreDBClusterToPointInTime: ['DBClusterIdentifier', 63],
  CopyDBSnapshot: ['TargetDBSnapshotIdentifier', 255],
  CopyDBClusterSnapshot: ['TargetDBClusterSnapshotIdentifier', 63],
  CreateDBInstance: ['DBInstanceIdentifier', 63],
}

const has = (parameters: URLSearchParams, name: string): boolean =>
  [...parameters.keys()].some((key) => key === name || key.startsWith(`${name}.`))

/** RDS stores identifiers in lower case. */
export function lowerCased(parameters: URLSearchParams): URLSearchParams {
  const lowered = new URLSearchParams(parameters)
  for (const [key, value] of parameters)
    if (/^((Source|Target)?DB\w+|Snapshot)Identifier$/.test(key) && !value.startsWith('arn:'))
      lowered.set(key, value.toLowerCase())
  return lowered
}

/**
 * Rejects invalid parameters, whatever resource they refer to.
 * @throws CloudError
 */
export function checkRequest(action: string, parameters: URLSearchParams): void {
  for (const name of required[action] ?? [])
    if (!has(parameters, name))
      throw new CloudError('MissingParameter', `The request must contain the parameter ${name}.`)
  const [name, longest] = made[action] ?? []
  if (name !== undefined && longest !== undefined)
    checkIdentifier(name, parameters.get(name) ?? '', longest)
  checkRange(parameters, 'Port', 1150, 65_535)
  checkRange(parameters, 'BackupRetentionPeriod', action.includes('DBCluster') ? 1 : 0, 35)
  for (const { Key, Value } of tagsOf(parameters)) checkTag(Key, Value)
  checkCombinations(action, parameters)
}

/**
 * Rejects parameters that the engine does not accept.
 * @throws CloudError
 */
export function checkEngine(action: string, engine: unknown, parameters: URLSearchParams): void {
  for (const name of notTaken[action]?.[String(engine)] ?? [])
    if (has(parameters, name))
      throw new CloudError('InvalidParameterCombination', `${name} is not for ${String(engine)}.`)
}

function checkIdentifier(name: string, id: string, longest: number): void {
  if (!/^[a-z](?!.*--)[a-z0-9-]*(?<!-)$/i.test(id) || id.length > longest)
    throw new CloudError(
      'InvalidParameterValue',
      `The parameter ${name} is not a valid identifier. Identifiers must begin with a ` +
        'letter; must contain only ASCII letters, digits, and hyphens; and must not end with a ' +
        'hyphen or contain two consecutive hyphens.',
    )
}

function checkRange(parameters: URLSearchParams, name: string, from: number, to: number): void {
  const value = parameters.get(name)
  if (value !== null && !(Number(value) >= from && Number(value) <= to))
    throw new CloudError(
      'InvalidParameterValue',
      `Invalid ${name}: ${value}. It must be from ${from} to ${to}.`,
    )
}

function checkTag(key: string, value: string): void {
  const allowed = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u
  const reserved = [key, value].some((text) => /^(aws|rds):/.test(text))
  const lengths = key.length >= 1 && key.length <= 128 && value.length <= 256
  if (reserved || !lengths || !allowed.test(key) || !allowed.test(value))
    throw new CloudError('InvalidParameterValue', `The tag ${key} is not valid.`)
}

function checkCombinations(action: string, parameters: URLSearchParams): void {
  const refuse = (message: string) => new CloudError('InvalidParameterCombination', message)
  if (parameters.get('ManageMasterUserPassword') === 'true' && parameters.has('MasterUserPassword'))
    throw refuse('You can specify MasterUserPassword or ManageMasterUserPassword, not both.')
  if (action === 'DeleteDBInstance' || action === 'DeleteDBCluster') {
    const skips = parameters.get('SkipFinalSnapshot') === 'true'
    if (skips === parameters.has('FinalDBSnapshotIdentifier'))
      throw refuse('FinalDBSnapshotIdentifier is required unless SkipFinalSnapshot is specified.')
  }
}
