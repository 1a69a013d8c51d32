import type { DBInstance } from '@aws-sdk/client-rds'
import type { Run } from '../contract/steps.ts'

/**
 * While an option group is being replaced, RDS lists both. Source: the SDK's text of
 * OptionGroupMembership.Status.
 */
const leaving = ['pending-removal', 'pending-maintenance-removal', 'removing', 'failed']

/** The option group that an instance has or is about to get. */
export function optionGroup({ OptionGroupMemberships: all = [] }: DBInstance): string | undefined {
  const group =
    all.find(({ Status }) => Status === 'in-sync') ??
    all.find(({ Status = '' }) => !leaving.includes(Status))
  return group?.OptionGroupName
}

/**
 * The parameter group that an instance uses. Source: the SDK's text of
 * DBParameterGroupStatus.ParameterApplyStatus.
 */
export function parameterGroup({ DBParameterGroups: all = [] }: DBInstance): string | undefined {
  const group =
    all.find(({ ParameterApplyStatus: status }) => status === 'in-sync') ??
    all.find(({ ParameterApplyStatus: status }) => status !== 'failed-to-apply')
  return group?.DBParameterGroupName
}

/**
 * The parameter group of a clone: its source's, which another account has under the same name.
 * Default groups are each account's own, and RDS finds them by itself.
 */
export const cloneGroup = (
  { deployment: { cloneAccount } }: Pick<Run, 'deployment'>,
  group: string | undefined,
): string | undefined =>
  cloneAccount !== undefined && group?.startsWith('default.') ? undefined : group
