import type { DBParameterGroupStatus } from '@aws-sdk/client-rds'

/** Names of what was changed and waits for the maintenance window; the values are left out, a password is among them. */
export const pendingChanges = (values: object): string[] =>
  Object.entries(values).flatMap(([name, value]) =>
    value === undefined || (Array.isArray(value) && value.length === 0) ? [] : [name],
  )

/** Parameter groups whose changes wait for a restart: a clone starts with them in force. */
export const pendingGroups = (groups: readonly DBParameterGroupStatus[]): string[] =>
  groups.flatMap(({ DBParameterGroupName: name, ParameterApplyStatus: status }) =>
    status === undefined || status === 'in-sync'
      ? []
      : [`${name ?? 'a parameter group'} (${status})`],
  )
