import type { DatabaseServer } from '../server/server-software.ts'
import { Background } from './background.ts'
import { describeInstance, type Instance } from './instance.ts'
import { Instances } from './instances.ts'
import { page } from './pages.ts'
import { CloudError } from './request.ts'
import type { Secrets } from './secrets.ts'
import { describeSnapshot, type Snapshot } from './snapshot.ts'
import { Snapshots } from './snapshots.ts'
import { addTags, tagsOf } from './tags.ts'

/** The few calls of RDS the handlers make; behind each instance stands a server process of this computer. */
export class Rds {
  readonly instances: Map<string, Instance>
  readonly snapshots: Map<string, Snapshot>
  /** By AWS's name of the quota. */
  readonly quotas: Record<string, number> = { DBInstances: 40, ManualSnapshots: 100, AllocatedStorage: 100_000 }
  readonly #instances: Instances
  readonly #snapshots: Snapshots

  /** @param folder where snapshots and restored data lie. */
  constructor(secrets: Secrets, folder: string) {
    const background = new Background()
    this.#instances = new Instances(folder, background, secrets)
    this.#snapshots = new Snapshots(folder, background)
    this.instances = this.#instances.all
    this.snapshots = this.#snapshots.all
  }

  /** Makes a running server a DB instance: when it dies, the cloud starts it again, and stops that one in close(). */
  addInstance(id: string, server: DatabaseServer): void {
    this.#instances.add(id, server)
  }

  call(action: string, parameters: URLSearchParams): unknown {
    const [instance, snapshot] = [parameters.get('DBInstanceIdentifier'), parameters.get('DBSnapshotIdentifier')]
    switch (action) {
      case 'DescribeAccountAttributes':
        return { AccountQuotas: Object.entries(this.quotas).map(([AccountQuotaName, Max]) => ({ AccountQuotaName, Used: this.#used(AccountQuotaName), Max })) }
      case 'DescribeDBInstances': {
        const { items, marker } = page(parameters, instance === null ? [...this.instances.values()] : [this.#instances.find(instance)])
        return { DBInstances: items.map(describeInstance), Marker: marker }
      }
      case 'DescribeDBSnapshots': {
        const all = snapshot === null ? [...this.snapshots.values()] : [this.#snapshots.find(snapshot)]
        // Nothing here takes automated ones.
        const ofType = (parameters.get('SnapshotType') ?? 'manual') === 'manual' ? all : []
        const { items, marker } = page(parameters, ofType.filter((one) => instance === null || one.instance === instance))
        return { DBSnapshots: items.map(describeSnapshot), Marker: marker }
      }
      case 'CreateDBSnapshot':
        return { DBSnapshot: describeSnapshot(this.#snapshots.create(snapshot ?? '', this.#instances.find(instance ?? ''), tagsOf(parameters))) }
      case 'RestoreDBInstanceFromDBSnapshot':
        return { DBInstance: describeInstance(this.#instances.restore(instance ?? '', this.#snapshots.find(snapshot ?? ''), parameters)) }
      case 'DeleteDBInstance':
        return { DBInstance: describeInstance(this.#instances.delete(instance ?? '', { withoutSnapshot: parameters.get('SkipFinalSnapshot') === 'true' })) }
      case 'DeleteDBSnapshot':
        return { DBSnapshot: describeSnapshot(this.#snapshots.delete(snapshot ?? '')) }
      case 'AddTagsToResource': {
        const [kind, id = ''] = (parameters.get('ResourceName') ?? '').split(':').slice(-2)
        addTags((kind === 'snapshot' ? this.#snapshots : this.#instances).find(id).tags, tagsOf(parameters))
        return {}
      }
      default:
        throw new CloudError('InvalidAction', `The local cloud does not serve ${action} of RDS`)
    }
  }

  #used(quota: string): number {
    if (quota === 'ManualSnapshots') return this.snapshots.size
    if (quota === 'DBInstances') return this.instances.size
    return [...this.instances.values()].reduce((sum, { shown }) => sum + Number(shown['AllocatedStorage'] ?? 0), 0)
  }

  /** Waits for what goes on in the background; stops every server that the cloud has started. */
  close(): Promise<void> {
    return this.#instances.close()
  }
}
