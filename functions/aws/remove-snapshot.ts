import type { SourceKind } from '../contract/source.ts'
import { deleteClusterSnapshot } from './cluster/delete-snapshot.ts'
import { deleteInstanceSnapshot } from './instance/delete-snapshot.ts'

export const removeSnapshot = (kind: SourceKind, id: string): Promise<void> =>
  ({ instance: deleteInstanceSnapshot, cluster: deleteClusterSnapshot })[kind](id)
