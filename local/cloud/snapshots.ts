import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Background } from './background.ts'
import type { DatabaseServer } from '../server/server-software.ts'
import type { Shown } from './instance.ts'
import { CloudError } from './request.ts'
import type { Snapshot } from './snapshot.ts'
import type { Tag } from './tags.ts'

/** An instance or a cluster. */
interface Snapshotable {
  readonly id: string
  status: string
  readonly server: DatabaseServer | null
  readonly shown: Shown
}

/** AWS's error names, which depend on whether an instance or a cluster was snapshot. */
const refusals = {
  instance: {
    notFound: 'DBSnapshotNotFound',
    exists: 'DBSnapshotAlreadyExists',
    sourceState: 'InvalidDBInstanceState',
    state: 'InvalidDBSnapshotState',
  },
  cluster: {
    notFound: 'DBClusterSnapshotNotFoundFault',
    exists: 'DBClusterSnapshotAlreadyExistsFault',
    sourceState: 'InvalidDBClusterStateFault',
    state: 'InvalidDBClusterSnapshotStateFault',
  },
} as const

/** Snapshots are physical copies in a folder. */
export class Snapshots {
  readonly all = new Map<string, Snapshot>()
  readonly #folder: string
  readonly #background: Background
  readonly #refused: (typeof refusals)[keyof typeof refusals]

  constructor(folder: string, background: Background, of: keyof typeof refusals) {
    this.#refused = refusals[of]
    this.#folder = folder
    this.#background = background
  }

  find(id: string): Snapshot {
    const found = this.all.get(id)
    if (found === undefined)
      throw new CloudError(this.#refused.notFound, `The snapshot ${id} not found.`, 404)
    return found
  }

  create(id: string, of: Snapshotable, tags: Tag[]): Snapshot {
    if (this.all.has(id))
      throw new CloudError(
        this.#refused.exists,
        `Cannot create the snapshot because a snapshot with the identifier ${id} already exists.`,
      )
    const { server } = of
    if (!['available', 'storage-optimization'].includes(of.status) || server === null)
      throw new CloudError(
        this.#refused.sourceState,
        `Cannot create a snapshot because ${of.id} is not currently in the available state.`,
      )
    const snapshot: Snapshot = {
      id,
      status: 'creating',
      source: of.id,
      shown: of.shown,
      server,
      tags,
      created: new Date(),
      directory: join(this.#folder, `snapshot-${id}`),
    }
    this.all.set(id, snapshot)
    of.status = 'backing-up'
    this.#background.run(async () => {
      try {
        await server.copyTo(snapshot.directory)
        snapshot.status = 'available'
      } catch (error) {
        snapshot.status = 'failed'
        throw error
      } finally {
        // Its server may have died meanwhile.
        if (of.status === 'backing-up') of.status = 'available'
      }
    })
    return snapshot
  }

  delete(id: string): Snapshot {
    const snapshot = this.find(id)
    if (snapshot.status === 'creating')
      throw new CloudError(
        this.#refused.state,
        `Cannot delete the snapshot because it is not currently in the available state.`,
      )
    this.all.delete(id)
    this.#background.run(() => rm(snapshot.directory, { recursive: true, force: true }))
    return snapshot
  }
}
