import { z } from 'zod'

/**
 * S3's storage classes from which an object is read at once, as the undo must. Below `bytes` an
 * object is billed as that many, and before `days` it is billed as if it had been stored for those
 * (Amazon S3 User Guide, "Comparing the Amazon S3 storage classes").
 */
export const storageClasses = {
  STANDARD: { bytes: 0, days: 0 },
  STANDARD_IA: { bytes: 128 * 1024, days: 30 },
  INTELLIGENT_TIERING: { bytes: 0, days: 0 },
  GLACIER_IR: { bytes: 128 * 1024, days: 90 },
} as const

export type ArchiveStorageClass = keyof typeof storageClasses

export const storageClassSchema = z.enum(
  Object.keys(storageClasses) as [ArchiveStorageClass, ...ArchiveStorageClass[]],
  `expected ${Object.keys(storageClasses).join(', ')}: the classes from which S3 answers at ` +
    'once, since an undo cannot wait for a restore of hours',
)
