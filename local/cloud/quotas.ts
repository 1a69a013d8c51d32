import { CloudError } from './request.ts'

/**
 * The quota that a call uses up, and RDS's error when it is exceeded: the quota, the error's code,
 * its HTTP status.
 */
const added: Readonly<Record<string, readonly (readonly [string, string, number])[]>> = {
  CreateDBSnapshot: [['ManualSnapshots', 'SnapshotQuotaExceeded', 400]],
  CreateDBClusterSnapshot: [['ManualClusterSnapshots', 'SnapshotQuotaExceeded', 400]],
  CopyDBSnapshot: [['ManualSnapshots', 'SnapshotQuotaExceeded', 400]],
  CopyDBClusterSnapshot: [['ManualClusterSnapshots', 'SnapshotQuotaExceeded', 400]],
  RestoreDBInstanceFromDBSnapshot: [
    ['DBInstances', 'InstanceQuotaExceeded', 400],
    ['AllocatedStorage', 'StorageQuotaExceeded', 400],
  ],
  RestoreDBClusterFromSnapshot: [['DBClusters', 'DBClusterQuotaExceededFault', 403]],
  RestoreDBClusterToPointInTime: [['DBClusters', 'DBClusterQuotaExceededFault', 403]],
  CreateDBInstance: [['DBInstances', 'InstanceQuotaExceeded', 400]],
}

/**
 * @param storage GiB that the call would allocate.
 * @throws CloudError if the account's quota is exceeded
 */
export function checkQuota(
  action: string,
  storage: number,
  quotas: Readonly<Record<string, number>>,
  used: (quota: string) => number,
): void {
  for (const [quota, code, status] of added[action] ?? []) {
    const more = quota === 'AllocatedStorage' ? storage : 1
    if (used(quota) + more > (quotas[quota] ?? Infinity))
      throw new CloudError(code, `The request would exceed the quota ${quota}.`, status)
  }
}
