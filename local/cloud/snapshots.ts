import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Background } from './background.ts'
import type { Instance } from './instance.ts'
import { CloudError } from './request.ts'
import type { Snapshot } from './snapshot.ts'
import type { Tag } from './tags.ts'

/** Snapshots are physical copies in a folder. */
export class Snapshots {
  readonly all = new Map<string, Snapshot>()
  readonly #folder: string
  readonly #background: Background

  constructor(folder: string, background: Background) {
    this.#folder = folder
    this.#background = background
  }

  find(id: string): Snapshot {
    const found = this.all.get(id)
    if (found === undefined) throw new CloudError('DBSnapshotNotFound', `DBSnapshot ${id} not found.`, 404)
    return found
  }

  create(id: string, of: Instance, tags: Tag[]): Snapshot {
    if (this.all.has(id)) throw new CloudError('DBSnapshotAlreadyExists', `Cannot create the snapshot because a snapshot with the identifier ${id} already exists.`)
    const { server } = of
    if (of.status !== 'available' || server === null) throw new CloudError('InvalidDBInstanceState', `Cannot create a snapshot because the database instance ${of.id} is not currently in the available state.`)
    const snapshot: Snapshot = { id, status: 'creating', instance: of.id, shown: of.shown, server, tags, created: new Date(), directory: join(this.#folder, `snapshot-${id}`) }
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
    if (snapshot.status === 'creating') throw new CloudError('InvalidDBSnapshotState', `Cannot delete the snapshot because it is not currently in the available state.`)
    this.all.delete(id)
    this.#background.run(() => rm(snapshot.directory, { recursive: true, force: true }))
    return snapshot
  }
}
