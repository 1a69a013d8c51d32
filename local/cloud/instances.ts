import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { copyFolder } from '../server/copy-folder.ts'
import type { DatabaseServer } from '../server/server-software.ts'
import { moment, type Background } from './background.ts'
import {
  givenInstance,
  newResourceId,
  restoredShown,
  type Instance,
  type Shown,
} from './instance.ts'
import { OptionGroups } from './option-groups.ts'
import { refuseTenants } from './oracle-rules.ts'
import { Passwords } from './passwords.ts'
import type { Place } from './place.ts'
import { checkEngine } from './rds-requests.ts'
import { CloudError } from './request.ts'
import type { Secrets } from './secrets.ts'
import { Servers } from './servers.ts'
import type { Snapshot } from './snapshot.ts'
import { tagsOf, type Tag } from './tags.ts'

/** Instances are server processes, each with its own data directory. */
export class Instances {
  readonly all = new Map<string, Instance>()
  readonly optionGroups = new OptionGroups()
  readonly passwords: Passwords
  readonly #place: Place
  readonly #background: Background
  readonly #secrets: Secrets
  readonly #servers: Servers

  constructor(place: Place, background: Background, secrets: Secrets) {
    this.#place = place
    this.#background = background
    this.#secrets = secrets
    this.#servers = new Servers(background)
    this.passwords = new Passwords(secrets, this.#servers)
  }

  /** @param otherwise properties that differ from a standalone instance's. */
  add(id: string, server: DatabaseServer, otherwise: Shown = {}): void {
    const instance = givenInstance(id, this.#place.account, server, otherwise)
    this.all.set(id, instance)
    this.#servers.keepRunning(instance, server)
  }

  find(id: string): Instance {
    const found = this.all.get(id)
    if (found === undefined)
      throw new CloudError('DBInstanceNotFound', `DBInstance ${id} not found.`, 404)
    return found
  }

  restore(id: string, snapshot: Snapshot, parameters: URLSearchParams): Instance {
    if (this.all.has(id))
      throw new CloudError('DBInstanceAlreadyExists', 'DB instance already exists')
    if (snapshot.status !== 'available')
      throw new CloudError(
        'InvalidDBSnapshotState',
        `Cannot restore from the snapshot because it is not currently in the available state.`,
      )
    checkEngine('RestoreDBInstanceFromDBSnapshot', snapshot.shown.Engine, parameters)
    const dataDirectory = join(this.#place.folder, `instance-${id}`)
    const shown = restoredShown(parameters, snapshot.shown, this.optionGroups)
    const isManaged = parameters.get('ManageMasterUserPassword') === 'true'
    const instance: Instance = {
      id,
      account: this.#place.account,
      status: 'creating',
      loaded: 0,
      passwordPending: false,
      server: null,
      secret: isManaged ? this.passwords.make(this.#place.account) : null,
      tags: tagsOf(parameters),
      shown,
      resourceId: newResourceId(),
      created: new Date(),
      dataDirectory,
    }
    return this.#create(instance, async () => {
      await copyFolder(snapshot.directory, dataDirectory)
      const { secret } = instance
      const own = secret && this.passwords.fill(secret, shown.MasterUsername)
      await this.#start(instance, dataDirectory, snapshot.server, own ?? undefined)
      if (Number(instance.shown.BackupRetentionPeriod) > 0) {
        instance.status = 'backing-up'
        await moment()
      }
      instance.status = 'modifying'
      await moment()
      instance.status = 'storage-initialization'
      this.#background.run(() => load(instance))
    })
  }

  /**
   * ManageMasterUserPassword, the only supported change. The statuses in between are RDS's, in
   * RDS's order.
   */
  modify(id: string, parameters: URLSearchParams): Instance {
    const instance = this.find(id)
    checkEngine('ModifyDBInstance', instance.shown.Engine, parameters)
    if (parameters.get('ManageMasterUserPassword') !== 'true')
      throw new CloudError(
        'InvalidParameterCombination',
        'The local cloud knows ManageMasterUserPassword only.',
      )
    if ('DBClusterIdentifier' in instance.shown)
      throw new CloudError(
        'InvalidParameterCombination',
        `The master password of ${id} is its cluster's: modify the DB cluster.`,
      )
    if (instance.status !== 'available' && instance.status !== 'storage-initialization')
      throw new CloudError('InvalidDBInstanceState', `Instance ${id} is ${instance.status}.`)
    if (instance.secret !== null) return instance
    refuseTenants(id, instance.shown)
    const secret = this.passwords.make(this.#place.account)
    instance.secret = secret
    this.#background.run(async () => {
      await this.passwords.renew(instance, secret, () => {
        instance.status = 'resetting-master-credentials'
      })
      instance.status = instance.loaded < 100 ? 'storage-initialization' : 'available'
    })
    return instance
  }

  /** Starts a cluster's first server on the cluster's data, with the password of its origin. */
  startMember(
    id: string,
    clusterData: string,
    origin: DatabaseServer,
    tags: Tag[],
    shown: Shown,
  ): Instance {
    if (this.all.has(id))
      throw new CloudError('DBInstanceAlreadyExists', 'DB instance already exists')
    const instance: Instance = {
      id,
      account: this.#place.account,
      status: 'creating',
      loaded: 100,
      passwordPending: false,
      server: null,
      secret: null,
      tags,
      shown,
      resourceId: newResourceId(),
      created: new Date(),
      dataDirectory: null,
    }
    return this.#create(instance, () => this.#start(instance, clusterData, origin))
  }

  #create(instance: Instance, work: () => Promise<void>): Instance {
    this.all.set(instance.id, instance)
    this.#background.run(async () => {
      try {
        await work()
      } catch (error) {
        instance.status = 'failed'
        throw error
      }
    })
    return instance
  }

  async #start(
    instance: Instance,
    dataDirectory: string,
    { software, settings, timeZone, rootPassword }: DatabaseServer,
    // The origin's password is kept until another is requested.
    password = rootPassword,
  ): Promise<void> {
    const server = await this.#servers.start(software, {
      dataDirectory,
      settings,
      rootPassword: password,
      ...(timeZone === undefined ? {} : { timeZone }),
    })
    instance.server = server
    instance.status = 'available'
    this.#servers.keepRunning(instance, server)
  }

  delete(id: string): Instance {
    const instance = this.find(id)
    if (String(instance.shown.DeletionProtection) === 'true')
      throw new CloudError(
        'InvalidParameterCombination',
        'Cannot delete protected DB Instance, please disable deletion protection and try again.',
      )
    if (!['available', 'storage-initialization', 'failed'].includes(instance.status))
      throw new CloudError('InvalidDBInstanceState', `Instance ${id} is ${instance.status}.`)
    instance.status = 'deleting'
    this.#background.run(async () => {
      await instance.server?.stop()
      if (instance.dataDirectory !== null)
        await rm(instance.dataDirectory, { recursive: true, force: true })
      if (instance.secret !== null) this.#secrets.remove(instance.secret.arn)
      this.all.delete(id)
    })
    return instance
  }

  /** Waits for background work, then stops every server that the cloud has started. */
  async close(): Promise<void> {
    this.#servers.letGo()
    await this.#background.settled()
    await this.#servers.stopAll()
  }
}

/** A restored instance answers queries before all of its storage is loaded from the snapshot. */
async function load(instance: Instance): Promise<void> {
  for (; instance.loaded < 100; instance.loaded += 25) await moment()
  if (instance.status === 'storage-initialization') instance.status = 'available'
}
