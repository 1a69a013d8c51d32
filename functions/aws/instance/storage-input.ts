import type { DBInstance, RestoreDBInstanceFromDBSnapshotCommandInput } from '@aws-sdk/client-rds'
import { striped } from '../../contract/clone-storage.ts'
import type { Run } from '../../contract/steps.ts'

type StorageInput = Pick<
  RestoreDBInstanceFromDBSnapshotCommandInput,
  'StorageType' | 'Iops' | 'StorageThroughput'
>
const isProvisioned = (type: string | undefined): boolean => type === 'io1' || type === 'io2'

/**
 * The storage of a clone: the source's, or that of the settings, with the source's figures where RDS demands or takes any.
 * RDS shows IOPS and throughput of every gp3, and refuses to be told them of one below the threshold.
 */
export function storageInput(settings: Run['clone'], production: DBInstance): StorageInput {
  const { StorageType: sourceType, AllocatedStorage: size = 0 } = production
  const type = settings.storageType ?? sourceType
  // Magnetic storage is no longer to be made anew (CHAP_Storage.html): RDS gives the clone its default, gp3.
  if (type === undefined || type === 'standard') return {}
  const sourceIops = sourceType === type ? production.Iops : undefined

  if (isProvisioned(type)) return { StorageType: type, Iops: settings.iops ?? sourceIops }
  if (type === 'gp3') {
    // RDS's own default, so it need not be said where it is what the source has.
    if (size < striped.from) return sourceType === 'gp3' ? {} : { StorageType: type }
    const sourceThroughput = sourceType === type ? production.StorageThroughput : undefined
    return {
      StorageType: type,
      Iops: settings.iops ?? sourceIops ?? striped.iops,
      StorageThroughput:
        settings.iops === undefined ? sourceThroughput : settings.storageThroughput,
    }
  }
  // The backup's IOPS would come along.
  return { StorageType: type, ...(isProvisioned(sourceType) && { Iops: 0 }) }
}
