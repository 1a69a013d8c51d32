import type { RDSClient } from '@aws-sdk/client-rds'
import type { SourceKind } from '../contract/source.ts'
import { deleteClusterSnapshot } from './cluster/delete-snapshot.ts'
import { deleteInstanceSnapshot } from './instance/delete-snapshot.ts'

export const removeSnapshot = (kind: SourceKind, id: string, at: RDSClient): Promise<void> =>
  ({ instance: deleteInstanceSnapshot, cluster: deleteClusterSnapshot })[kind](id, at)
