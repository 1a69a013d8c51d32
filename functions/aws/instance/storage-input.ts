import type { DBInstance, RestoreDBInstanceFromDBSnapshotCommandInput } from '@aws-sdk/client-rds'
import type { Run } from '../../contract/steps.ts'
import { storageLimits, usualIops } from '../../contract/storage-limits.ts'

type StorageInput = Pick<
  RestoreDBInstanceFromDBSnapshotCommandInput,
  'StorageType' | 'Iops' | 'StorageThroughput'
>
/** An instance, or a Multi-AZ DB cluster, which tells its storage in the same words. */
type Source = Pick<
  DBInstance,
  'Engine' | 'StorageType' | 'AllocatedStorage' | 'Iops' | 'StorageThroughput'
>
const isProvisioned = (type: string | undefined): boolean => type === 'io1' || type === 'io2'

/**
 * The storage of a clone: from the settings or the source, with the source's figures where RDS
 * requires or accepts them. RDS shows IOPS and throughput of every gp3 volume, but rejects them in
 * requests below the size threshold of the engine.
 */
export function storageInput(settings: Run['clone'], production: Source): StorageInput {
  const { StorageType: sourceType, AllocatedStorage: size = 0 } = production
  const type = settings.storageType ?? sourceType
  // New magnetic storage is no longer available (CHAP_Storage.html): the clone gets RDS's default,
  // gp3.
  if (type === undefined || type === 'standard') return {}
  const sourceIops = sourceType === type ? production.Iops : undefined

  if (isProvisioned(type)) return { StorageType: type, Iops: settings.iops ?? sourceIops }
  if (type === 'gp3') {
    // RDS's default is the source's type, so that one can be omitted.
    const limits = storageLimits(production.Engine ?? '')
    if (size < limits.configurable.from) return sourceType === 'gp3' ? {} : { StorageType: type }
    const sourceThroughput = sourceType === type ? production.StorageThroughput : undefined
    return {
      StorageType: type,
      Iops: settings.iops ?? sourceIops ?? usualIops(limits, size),
      StorageThroughput:
        settings.iops === undefined ? sourceThroughput : settings.storageThroughput,
    }
  }
  // Otherwise the snapshot's IOPS would be taken over.
  return { StorageType: type, ...(isProvisioned(sourceType) && { Iops: 0 }) }
}
