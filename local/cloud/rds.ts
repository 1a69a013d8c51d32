import { randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { DatabaseServer } from '../server/server-software.ts'
import { CloudError, listParameter } from './request.ts'
import type { Secrets } from './secrets.ts'

type Tags = { Key: string; Value: string }[]

interface Instance {
  readonly id: string
  status: string
  server: DatabaseServer | null
  secret: string | null
  readonly tags: Tags
  readonly fields: Readonly<Record<string, unknown>>
  readonly resourceId: string
  readonly created: Date
  readonly dataDirectory: string | null
}

interface Snapshot {
  readonly id: string
  status: string
  readonly of: Instance
  readonly tags: Tags
  readonly created: Date
  readonly directory: string
}

/** The few calls of RDS the handlers make; behind each instance stands a server process of this computer. */
export class Rds {
  readonly instances = new Map<string, Instance>()
  readonly snapshots = new Map<string, Snapshot>()
  readonly #secrets: Secrets
  readonly #folder: string
  readonly #work = new Set<Promise<void>>()

  constructor(secrets: Secrets, folder: string) {
    this.#secrets = secrets
    this.#folder = folder
  }

  /** Makes a running server a DB instance. */
  addInstance(id: string, server: DatabaseServer): void {
    const fields = { DBInstanceClass: 'db.r6g.large', StorageType: 'gp3', DBSubnetGroup: { DBSubnetGroupName: 'default' }, DBParameterGroups: [{ DBParameterGroupName: 'local' }], OptionGroupMemberships: [{ OptionGroupName: 'local' }], MultiAZ: true }
    this.instances.set(id, { id, status: 'available', server, secret: null, tags: [], fields, resourceId: newId(), created: new Date(), dataDirectory: null })
  }

  call(action: string, p: URLSearchParams): unknown {
    const text = (name: string) => p.get(name) ?? ''
    switch (action) {
      case 'DescribeDBInstances':
        return this.#page(p, 'DBInstances', p.has('DBInstanceIdentifier') ? [this.#instance(text('DBInstanceIdentifier'))] : [...this.instances.values()], (one) => this.#describe(one))
      case 'DescribeDBSnapshots': {
        const all = p.has('DBSnapshotIdentifier') ? [this.#snapshot(text('DBSnapshotIdentifier'))] : [...this.snapshots.values()]
        return this.#page(p, 'DBSnapshots', all.filter(({ of }) => !p.has('DBInstanceIdentifier') || of.id === text('DBInstanceIdentifier')), describeSnapshot)
      }
      case 'CreateDBSnapshot':
        return { DBSnapshot: describeSnapshot(this.#createSnapshot(text('DBSnapshotIdentifier'), this.#instance(text('DBInstanceIdentifier')), tagsOf(p))) }
      case 'RestoreDBInstanceFromDBSnapshot':
        return { DBInstance: this.#describe(this.#restore(p)) }
      case 'DeleteDBInstance':
        return { DBInstance: this.#describe(this.#delete(this.#instance(text('DBInstanceIdentifier')))) }
      case 'DeleteDBSnapshot': {
        const snapshot = this.#snapshot(text('DBSnapshotIdentifier'))
        if (snapshot.status !== 'available') throw new CloudError('InvalidDBSnapshotState', `${snapshot.id} is ${snapshot.status}`)
        this.snapshots.delete(snapshot.id)
        this.#background(rm(snapshot.directory, { recursive: true, force: true }))
        return { DBSnapshot: describeSnapshot(snapshot) }
      }
      case 'AddTagsToResource': {
        const id = text('ResourceName').split(':').at(-1) ?? ''
        const { tags } = text('ResourceName').includes(':snapshot:') ? this.#snapshot(id) : this.#instance(id)
        tags.push(...tagsOf(p))
        return {}
      }
      default:
        throw new CloudError('InvalidAction', `The local cloud does not serve ${action} of RDS`)
    }
  }

  /** Waits for what goes on in the background; stops every server that was restored. */
  async close(): Promise<void> {
    await Promise.allSettled([...this.#work])
    for (const { server, dataDirectory } of this.instances.values()) if (dataDirectory !== null) await server?.stop()
  }

  #instance(id: string): Instance {
    const found = this.instances.get(id)
    if (found === undefined) throw new CloudError('DBInstanceNotFound', `DBInstance ${id} not found.`, 404)
    return found
  }

  #snapshot(id: string): Snapshot {
    const found = this.snapshots.get(id)
    if (found === undefined) throw new CloudError('DBSnapshotNotFound', `DBSnapshot ${id} not found.`, 404)
    return found
  }

  #createSnapshot(id: string, of: Instance, tags: Tags): Snapshot {
    if (this.snapshots.has(id)) throw new CloudError('DBSnapshotAlreadyExists', `${id} exists`)
    if (of.status !== 'available' || of.server === null) throw new CloudError('InvalidDBInstanceState', `${of.id} is ${of.status}`)
    const snapshot: Snapshot = { id, status: 'creating', of, tags, created: new Date(), directory: join(this.#folder, `snapshot-${id}`) }
    this.snapshots.set(id, snapshot)
    this.#background(of.server.copyTo(snapshot.directory).then(() => void (snapshot.status = 'available'), (error: unknown) => {
      snapshot.status = 'failed'
      throw error
    }))
    return snapshot
  }

  #restore(p: URLSearchParams): Instance {
    const [id, snapshot] = [p.get('DBInstanceIdentifier') ?? '', this.#snapshot(p.get('DBSnapshotIdentifier') ?? '')]
    if (this.instances.has(id)) throw new CloudError('DBInstanceAlreadyExists', `${id} exists`)
    if (snapshot.status !== 'available') throw new CloudError('InvalidDBSnapshotState', `${snapshot.id} is ${snapshot.status}`)
    const dataDirectory = join(this.#folder, `instance-${id}`)
    const fields = { ...Object.fromEntries([...p].filter(([name]) => /^(DBInstanceClass|StorageType|MultiAZ|PubliclyAccessible|DeletionProtection|BackupRetentionPeriod)$/.test(name))), VpcSecurityGroups: listParameter(p, 'VpcSecurityGroupIds').map((group) => ({ VpcSecurityGroupId: group[''], Status: 'active' })) }
    const instance: Instance = { id, status: 'creating', server: null, secret: null, tags: tagsOf(p), fields, resourceId: newId(), created: new Date(), dataDirectory }
    this.instances.set(id, instance)
    this.#background(this.#startRestored(instance, snapshot, dataDirectory))
    return instance
  }

  async #startRestored(instance: Instance, snapshot: Snapshot, dataDirectory: string): Promise<void> {
    const source = snapshot.of.server
    if (source === null) return
    const { copyFolder } = await import('../server/copy-folder.ts')
    try {
      await copyFolder(snapshot.directory, dataDirectory)
      instance.server = await source.software.start({ dataDirectory, settings: source.settings, ...(source.timeZone === undefined ? {} : { timeZone: source.timeZone }) })
      instance.secret = this.#secrets.add(`rds!db-${instance.resourceId}`, { username: 'root', password: instance.server.rootPassword })
      instance.status = 'available'
    } catch (error) {
      instance.status = 'failed'
      throw error
    }
  }

  #delete(instance: Instance): Instance {
    if (instance.status === 'creating' || instance.status === 'deleting') throw new CloudError('InvalidDBInstanceState', `${instance.id} is ${instance.status}`)
    instance.status = 'deleting'
    this.#background((async () => {
      await instance.server?.stop()
      if (instance.dataDirectory !== null) await rm(instance.dataDirectory, { recursive: true, force: true })
      if (instance.secret !== null) this.#secrets.remove(instance.secret)
      this.instances.delete(instance.id)
    })())
    return instance
  }

  /** Work that outlives its call, as on AWS; its failure shows in a status. */
  #background(work: Promise<void>): void {
    const quiet = work.catch((error: unknown) => console.error(`local RDS: ${error instanceof Error ? error.message : String(error)}`)).finally(() => this.#work.delete(quiet))
    this.#work.add(quiet)
  }

  #page<T>(p: URLSearchParams, name: string, all: readonly T[], describe: (one: T) => unknown): unknown {
    const from = Number(p.get('Marker') ?? 0)
    const size = Number(p.get('MaxRecords') ?? 100)
    return { [name]: all.slice(from, from + size).map(describe), Marker: from + size < all.length ? from + size : undefined }
  }

  #describe({ id, status, server, secret, tags, fields, resourceId, created }: Instance): unknown {
    const endpoint = status === 'available' && server !== null ? { Endpoint: { Address: server.host, Port: server.port } } : {}
    const managed = secret === null ? {} : { MasterUserSecret: { SecretArn: secret, SecretStatus: 'active' } }
    return { DBInstanceIdentifier: id, DBInstanceStatus: status, Engine: server?.engine ?? 'mariadb', EngineVersion: server?.version, MasterUsername: 'root', DbiResourceId: resourceId, DBInstanceArn: arn('db', id), InstanceCreateTime: created.toISOString(), TagList: tags, ...fields, ...endpoint, ...managed }
  }
}

const describeSnapshot = ({ id, status, of, tags, created }: Snapshot): unknown => ({ DBSnapshotIdentifier: id, DBInstanceIdentifier: of.id, Status: status, SnapshotType: 'manual', DBSnapshotArn: arn('snapshot', id), SnapshotCreateTime: created.toISOString(), TagList: tags })
const arn = (kind: string, id: string): string => `arn:aws:rds:eu-west-1:000000000000:${kind}:${id}`
const newId = (): string => `db-${randomBytes(12).toString('hex').toUpperCase()}`
const tagsOf = (p: URLSearchParams): Tags => listParameter(p, 'Tags').map(({ Key = '', Value = '' }) => ({ Key, Value }))
