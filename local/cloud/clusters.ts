import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { copyFolder } from '../server/copy-folder.ts'
import type { DatabaseServer } from '../server/server-software.ts'
import { moment, type Background } from './background.ts'
import {
  givenMemberShown,
  makeCluster,
  memberShown,
  membersOf,
  restoredClusterShown,
  type Cluster,
} from './cluster.ts'
import { checkCluster, checkMember } from './cluster-rules.ts'
import type { Instance, Shown } from './instance.ts'
import type { Instances } from './instances.ts'
import type { Place } from './place.ts'
import { checkEngine } from './rds-requests.ts'
import { CloudError } from './request.ts'
import type { Secrets } from './secrets.ts'
import type { Snapshot } from './snapshot.ts'
import { tagsOf } from './tags.ts'

/** Clones by copy-on-write at the same time; the next one is a full copy. */
const mostClones = 15

/** Clusters with one server each: further members are only names and share it. */
export class Clusters {
  readonly all = new Map<string, Cluster>()
  readonly #place: Place
  readonly #background: Background
  readonly #secrets: Secrets
  readonly #instances: Instances

  constructor(place: Place, background: Background, secrets: Secrets, instances: Instances) {
    this.#place = place
    this.#background = background
    this.#secrets = secrets
    this.#instances = instances
  }

  /** @param readers identifiers of the members besides the writer. */
  add(id: string, server: DatabaseServer, readers: readonly string[], shown: Shown): void {
    this.all.set(
      id,
      makeCluster(
        {
          id,
          account: this.#place.account,
          status: 'available',
          tags: [],
          shown,
          dataDirectory: null,
          origin: null,
        },
        this.#instances.all,
      ),
    )
    for (const member of [`${id}-instance-1`, ...readers])
      this.#instances.add(member, server, givenMemberShown(id, shown))
  }

  find(id: string): Cluster {
    const found = this.all.get(id)
    if (found === undefined)
      throw new CloudError('DBClusterNotFoundFault', `DBCluster ${id} not found.`, 404)
    return found
  }

  members(id: string): Instance[] {
    return membersOf(id, this.#instances.all)
  }

  restore(id: string, snapshot: Snapshot, parameters: URLSearchParams): Cluster {
    this.#mustBeNew(id)
    if (snapshot.status !== 'available')
      throw new CloudError(
        'InvalidDBClusterSnapshotStateFault',
        'Cannot restore from the snapshot because it is not currently in the available state.',
      )
    const engine = parameters.get('Engine')
    if (engine !== snapshot.shown.Engine)
      throw new CloudError(
        'InvalidParameterCombination',
        `The engine ${engine} is not compatible with the snapshot's, ` +
          `${String(snapshot.shown.Engine)}.`,
      )
    checkEngine('RestoreDBClusterFromSnapshot', engine, parameters)
    return this.#make(id, parameters, snapshot, async (cluster, dataDirectory) => {
      cluster.status = 'migrating'
      await moment()
      await copyFolder(snapshot.directory, dataDirectory)
    })
  }

  /** Clones a cluster's storage as it is now; here by a physical copy of its running server. */
  copy(id: string, source: Cluster, parameters: URLSearchParams): Cluster {
    this.#mustBeNew(id)
    checkEngine('RestoreDBClusterToPointInTime', source.shown.Engine, parameters)
    const { server, shown } = source
    if (source.status !== 'available' || server === null)
      throw new CloudError(
        'InvalidDBClusterStateFault',
        `The cluster ${source.id} is ${source.status}, with ` +
          `${this.members(source.id).length} instances.`,
      )
    const cluster = this.#make(id, parameters, { shown, server }, (_, dataDirectory) =>
      server.copyTo(dataDirectory),
    )
    const group = [...this.all.values()].filter(
      ({ cloneGroup }) => cloneGroup !== null && cloneGroup === source.cloneGroup,
    )
    // Beyond that, a full copy.
    if (group.length <= mostClones) cluster.cloneGroup = source.cloneGroup ??= randomUUID()
    return cluster
  }

  #mustBeNew(id: string): void {
    if (this.all.has(id))
      throw new CloudError('DBClusterAlreadyExistsFault', 'DB Cluster already exists')
  }

  #make(
    id: string,
    parameters: URLSearchParams,
    { shown, server }: Pick<Snapshot, 'shown' | 'server'>,
    fill: (cluster: Cluster, dataDirectory: string) => Promise<void>,
  ): Cluster {
    checkCluster(parameters, shown.Engine)
    const dataDirectory = join(this.#place.folder, `cluster-${id}`)
    const cluster = makeCluster(
      {
        id,
        account: this.#place.account,
        status: 'creating',
        tags: tagsOf(parameters),
        shown: restoredClusterShown(parameters, shown),
        dataDirectory,
        origin: server,
      },
      this.#instances.all,
    )
    this.all.set(id, cluster)
    this.#background.run(async () => {
      try {
        await moment()
        await fill(cluster, dataDirectory)
        await moment()
        cluster.status = 'available'
      } catch (error) {
        cluster.status = 'failed'
        throw error
      }
    })
    return cluster
  }

  createMember(id: string, parameters: URLSearchParams): Instance {
    const cluster = this.find(parameters.get('DBClusterIdentifier') ?? '')
    const { dataDirectory, origin } = checkMember(parameters, cluster)
    return this.#instances.startMember(
      id,
      dataDirectory,
      origin,
      tagsOf(parameters),
      memberShown(parameters, cluster),
    )
  }

  /**
   * ManageMasterUserPassword, the only supported change: when the server is back, the password has
   * changed.
   */
  modify(id: string, parameters: URLSearchParams): Cluster {
    const cluster = this.find(id)
    const { writer } = cluster
    if (parameters.get('ManageMasterUserPassword') !== 'true')
      throw new CloudError(
        'InvalidParameterCombination',
        'The local cloud knows ManageMasterUserPassword only.',
      )
    if (cluster.status !== 'available' || writer?.status !== 'available')
      throw new CloudError(
        'InvalidDBClusterStateFault',
        `The cluster ${id} is ${cluster.status}, its writer ${writer?.status ?? 'missing'}.`,
      )
    const secret = {
      arn: this.#secrets.add(`rds!cluster-${randomUUID()}`, {}, this.#place.account),
      active: false,
    }
    cluster.secret = secret
    this.#background.run(async () => {
      await this.#instances.passwords.renew(writer, secret, () => {
        cluster.status = 'resetting-master-credentials'
      })
      cluster.status = 'available'
    })
    return cluster
  }

  delete(id: string): Cluster {
    const cluster = this.find(id)
    if (String(cluster.shown.DeletionProtection) === 'true')
      throw new CloudError(
        'InvalidParameterCombination',
        'Cannot delete protected Cluster, please disable deletion protection and try again.',
      )
    if (cluster.status !== 'available' && cluster.status !== 'failed')
      throw new CloudError('InvalidDBClusterStateFault', `Cluster ${id} is ${cluster.status}.`)
    if (this.members(id).some(({ status }) => status !== 'deleting'))
      throw new CloudError(
        'InvalidDBClusterStateFault',
        'Cluster cannot be deleted, it still contains DB instances in non-deleting state.',
      )
    cluster.status = 'deleting'
    this.#background.run(async () => {
      while (this.members(id).length > 0) await new Promise((done) => setTimeout(done, 20))
      if (cluster.dataDirectory !== null)
        await rm(cluster.dataDirectory, { recursive: true, force: true })
      if (cluster.secret !== null) this.#secrets.remove(cluster.secret.arn)
      this.all.delete(id)
    })
    return cluster
  }
}
