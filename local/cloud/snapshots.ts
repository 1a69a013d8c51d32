import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { copyFolder } from '../server/copy-folder.ts'
import { moment, type Background } from './background.ts'
import type { DatabaseServer } from '../server/server-software.ts'
import type { Shown } from './instance.ts'
import type { Place } from './place.ts'
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
  readonly #place: Place
  readonly #background: Background
  readonly #refused: (typeof refusals)[keyof typeof refusals]

  constructor(place: Place, background: Background, of: keyof typeof refusals) {
    this.#refused = refusals[of]
    this.#place = place
    this.#background = background
  }

  find(id: string): Snapshot {
    const found = this.all.get(id)
    if (found === undefined)
      throw new CloudError(this.#refused.notFound, `The snapshot ${id} not found.`, 404)
    return found
  }

  create(id: string, of: Snapshotable, tags: Tag[]): Snapshot {
    this.#checkNew(id)
    const { server } = of
    if (!['available', 'storage-optimization'].includes(of.status) || server === null)
      throw new CloudError(
        this.#refused.sourceState,
        `Cannot create a snapshot because ${of.id} is not currently in the available state.`,
      )
    const snapshot: Snapshot = {
      id,
      account: this.#place.account,
      sharedWith: new Set(),
      status: 'creating',
      source: of.id,
      shown: of.shown,
      server,
      tags,
      created: new Date(),
      directory: join(this.#place.folder, `snapshot-${id}`),
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

  /** A copy of a snapshot of this or another account, with a key of this one. */
  copy(id: string, of: Snapshot, tags: Tag[], KmsKeyId: string | null): Snapshot {
    this.#checkNew(id)
    if (of.status !== 'available')
      throw new CloudError(this.#refused.state, `The snapshot ${of.id} is ${of.status}.`)
    const copy: Snapshot = {
      ...of,
      id,
      account: this.#place.account,
      sharedWith: new Set(),
      status: 'creating',
      shown: KmsKeyId === null ? of.shown : { ...of.shown, StorageEncrypted: true, KmsKeyId },
      tags,
      created: new Date(),
      directory: join(this.#place.folder, `snapshot-${id}`),
    }
    this.all.set(id, copy)
    this.#background.run(async () => {
      try {
        await moment()
        await copyFolder(of.directory, copy.directory)
        copy.status = 'available'
      } catch (error) {
        copy.status = 'failed'
        throw error
      }
    })
    return copy
  }

  #checkNew(id: string): void {
    if (this.all.has(id))
      throw new CloudError(
        this.#refused.exists,
        `Cannot create the snapshot because a snapshot with the identifier ${id} already exists.`,
      )
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
