import type { DBParameterGroupStatus } from '@aws-sdk/client-rds'

/**
 * Names of changes pending for the maintenance window, without values: a password may be among
 * them.
 */
export const pendingChanges = (values: object): string[] =>
  Object.entries(values).flatMap(([name, value]) =>
    value === undefined || (Array.isArray(value) && value.length === 0) ? [] : [name],
  )

/** Parameter groups with changes pending a restart: a clone starts with these changes applied. */
export const pendingGroups = (groups: readonly DBParameterGroupStatus[]): string[] =>
  groups.flatMap(({ DBParameterGroupName: name, ParameterApplyStatus: status }) =>
    status === undefined || status === 'in-sync'
      ? []
      : [`${name ?? 'a parameter group'} (${status})`],
  )
