import type { DBInstance } from '@aws-sdk/client-rds'

/** While one option group follows another both are shown. Source: the SDK's text of OptionGroupMembership.Status. */
const leaving = ['pending-removal', 'pending-maintenance-removal', 'removing', 'failed']

/** The option group that an instance has, or is about to have. */
export function optionGroup({ OptionGroupMemberships: all = [] }: DBInstance): string | undefined {
  const group =
    all.find(({ Status }) => Status === 'in-sync') ??
    all.find(({ Status = '' }) => !leaving.includes(Status))
  return group?.OptionGroupName
}

/** The parameter group by which an instance runs. Source: the SDK's text of DBParameterGroupStatus.ParameterApplyStatus. */
export function parameterGroup({ DBParameterGroups: all = [] }: DBInstance): string | undefined {
  const group =
    all.find(({ ParameterApplyStatus: status }) => status === 'in-sync') ??
    all.find(({ ParameterApplyStatus: status }) => status !== 'failed-to-apply')
  return group?.DBParameterGroupName
}
