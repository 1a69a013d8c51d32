import type { DatabaseServer } from '../server/server-software.ts'
import { Background } from './background.ts'
import { ClusterCalls } from './cluster-calls.ts'
import { givenClusterShown, givenMultiAzShown, type Cluster } from './cluster.ts'
import { Clusters } from './clusters.ts'
import { describeInstance, type Instance, type Shown } from './instance.ts'
import { Groups } from './groups.ts'
import { Instances } from './instances.ts'
import type { LocalKeys } from './keys.ts'
import type { OptionGroups } from './option-groups.ts'
import { page } from './pages.ts'
import type { Place } from './place.ts'
import { checkQuota } from './quotas.ts'
import { checkRequest, lowerCased } from './rds-requests.ts'
import { CloudError } from './request.ts'
import type { Secrets } from './secrets.ts'
import { Sharing, type OwnSnapshots } from './sharing.ts'
import { describeSnapshot, type Snapshot } from './snapshot.ts'
import { Snapshots } from './snapshots.ts'
import { addTags, tagsOf } from './tags.ts'

/**
 * The RDS calls that the handlers make; behind each instance is a server process on this computer.
 */
export class Rds {
  readonly instances: Map<string, Instance>
  readonly snapshots: Map<string, Snapshot>
  readonly clusters: Map<string, Cluster>
  readonly clusterSnapshots: Map<string, Snapshot>
  /** By AWS's name for the quota. */
  readonly quotas: Record<string, number> = {
    DBInstances: 40,
    DBClusters: 40,
    ManualSnapshots: 100,
    ManualClusterSnapshots: 100,
    AllocatedStorage: 100_000,
  }
  readonly groups = new Groups()
  /** As RDS shows them; nothing here makes them. */
  readonly globalClusters: Shown[] = []
  readonly blueGreenDeployments: Shown[] = []
  readonly optionGroups: OptionGroups['all']
  readonly #instances: Instances
  readonly #snapshots: Snapshots
  readonly #clusters: Clusters
  readonly #clusterSnapshots: Snapshots
  readonly #clusterCalls: ClusterCalls
  readonly #sharing: Sharing
  readonly ownSnapshots: OwnSnapshots

  /** @param elsewhere the snapshots of another account. */
  constructor(
    secrets: Secrets,
    place: Place,
    keys: LocalKeys,
    elsewhere: (account: string) => OwnSnapshots | undefined,
  ) {
    const background = new Background()
    this.#instances = new Instances(place, background, secrets)
    this.#snapshots = new Snapshots(place, background, 'instance')
    this.#clusters = new Clusters(place, background, secrets, this.#instances)
    this.#clusterSnapshots = new Snapshots(place, background, 'cluster')
    this.ownSnapshots = { instance: this.#snapshots, cluster: this.#clusterSnapshots }
    this.#sharing = new Sharing(place.account, this.ownSnapshots, keys, elsewhere)
    this.#clusterCalls = new ClusterCalls(this.#clusters, this.#clusterSnapshots, this.#sharing)
    this.clusters = this.#clusters.all
    this.clusterSnapshots = this.#clusterSnapshots.all
    this.instances = this.#instances.all
    this.optionGroups = this.#instances.optionGroups.all
    this.snapshots = this.#snapshots.all
  }

  /**
   * Makes a running server a DB instance: if it dies, the cloud restarts it and stops the new one
   * in close().
   * @param otherwise properties that differ from the usual ones.
   */
  addInstance(id: string, server: DatabaseServer, otherwise: Shown = {}): void {
    this.#instances.add(id.toLowerCase(), server, otherwise)
  }

  /** Makes a running server an Aurora cluster with a writer and these readers. */
  addCluster(id: string, server: DatabaseServer, readers: readonly string[] = []): void {
    this.#clusters.add(id.toLowerCase(), server, readers, givenClusterShown(server))
  }

  /** Makes a running server a Multi-AZ DB cluster, which always has two readers. */
  addMultiAzCluster(id: string, server: DatabaseServer): void {
    const readers = [2, 3].map((at) => `${id.toLowerCase()}-instance-${at}`)
    this.#clusters.add(id.toLowerCase(), server, readers, givenMultiAzShown(server))
  }

  call(action: string, asked: URLSearchParams): unknown {
    const parameters = lowerCased(asked)
    checkRequest(action, parameters)
    this.#checkQuota(action, parameters)
    if (/^(Restore|Create)/.test(action)) {
      this.groups.check(parameters)
      this.#instances.optionGroups.of(parameters.get('OptionGroupName') ?? 'default')
    }
    const [instance, snapshot] = [
      parameters.get('DBInstanceIdentifier'),
      parameters.get('DBSnapshotIdentifier'),
    ]
    switch (action) {
      case 'DescribeAccountAttributes':
        return {
          AccountQuotas: Object.entries(this.quotas).map(([AccountQuotaName, Max]) => ({
            AccountQuotaName,
            Used: this.#used(AccountQuotaName),
            Max,
          })),
        }
      case 'DescribeGlobalClusters':
        return { GlobalClusters: this.globalClusters }
      case 'DescribeBlueGreenDeployments':
        return { BlueGreenDeployments: this.blueGreenDeployments }
      case 'DescribeDBSubnetGroups':
      case 'DescribeDBParameterGroups':
      case 'DescribeDBClusterParameterGroups':
        return this.groups.call(action, parameters)
      case 'DescribeOptionGroups':
        return this.#instances.optionGroups.describe(parameters.get('OptionGroupName') ?? '')
      case 'DescribeDBInstances': {
        const { items, marker } = page(
          parameters,
          instance === null ? [...this.instances.values()] : [this.#instances.find(instance)],
        )
        return { DBInstances: items.map(describeInstance), Marker: marker }
      }
      case 'DescribeDBSnapshots': {
        const all =
          snapshot === null ? [...this.snapshots.values()] : [this.#snapshots.find(snapshot)]
        // The local cloud takes no automated snapshots.
        const ofType = (parameters.get('SnapshotType') ?? 'manual') === 'manual' ? all : []
        const { items, marker } = page(
          parameters,
          ofType.filter((one) => instance === null || one.source === instance),
        )
        return { DBSnapshots: items.map(describeSnapshot), Marker: marker }
      }
      case 'CreateDBSnapshot':
        return {
          DBSnapshot: describeSnapshot(
            this.#snapshots.create(
              snapshot ?? '',
              this.#instances.find(instance ?? ''),
              tagsOf(parameters),
            ),
          ),
        }
      case 'RestoreDBInstanceFromDBSnapshot':
        return {
          DBInstance: describeInstance(
            this.#instances.restore(instance ?? '', this.#origin(parameters), parameters),
          ),
        }
      case 'ModifyDBInstance':
        return {
          DBInstance: describeInstance(this.#instances.modify(instance ?? '', parameters)),
        }
      case 'DeleteDBInstance':
        return {
          DBInstance: describeInstance(this.#instances.delete(instance ?? '')),
        }
      case 'DeleteDBSnapshot':
        return { DBSnapshot: describeSnapshot(this.#snapshots.delete(snapshot ?? '')) }
      case 'AddTagsToResource': {
        const [kind, id = ''] = (parameters.get('ResourceName') ?? '').split(':').slice(-2)
        const kinds = {
          db: this.#instances,
          snapshot: this.#snapshots,
          cluster: this.#clusters,
          'cluster-snapshot': this.#clusterSnapshots,
        }
        addTags(kinds[kind as keyof typeof kinds].find(id).tags, tagsOf(parameters))
        return {}
      }
      default:
        return this.#sharing.call(action, parameters) ?? this.#clusterCalls.call(action, parameters)
    }
  }

  /** What an instance is restored from: a snapshot of an instance, or of a Multi-AZ DB cluster. */
  #origin(parameters: URLSearchParams): Snapshot {
    const id = parameters.get('DBSnapshotIdentifier')
    const cluster = parameters.get('DBClusterSnapshotIdentifier')
    if ((id === null) === (cluster === null))
      throw new CloudError(
        'InvalidParameterCombination',
        'Specify one of DBSnapshotIdentifier and DBClusterSnapshotIdentifier.',
      )
    if (cluster === null) return this.#sharing.restorable('instance', id ?? '')
    const found = this.#clusterSnapshots.find(cluster)
    if (!('DBClusterInstanceClass' in found.shown))
      throw new CloudError(
        'InvalidParameterValue',
        `The snapshot ${cluster} is of an Aurora cluster, whose storage no instance has.`,
      )
    return found
  }

  /** An existing identifier is rejected. */
  #checkQuota(action: string, parameters: URLSearchParams): void {
    const known = [this.instances, this.snapshots, this.clusters, this.clusterSnapshots]
    const made = parameters.get(
      action.includes('Cluster') ? 'DBClusterIdentifier' : 'DBInstanceIdentifier',
    )
    if (/^Restore|^CreateDBInstance$/.test(action) && known.some((all) => all.has(made ?? '')))
      return
    const origin =
      this.snapshots.get(parameters.get('DBSnapshotIdentifier') ?? '') ??
      this.clusterSnapshots.get(parameters.get('DBClusterSnapshotIdentifier') ?? '')
    checkQuota(action, Number(origin?.shown.AllocatedStorage ?? 0), this.quotas, (quota) =>
      this.#used(quota),
    )
  }

  #used(quota: string): number {
    if (quota === 'ManualSnapshots') return this.snapshots.size
    if (quota === 'ManualClusterSnapshots') return this.clusterSnapshots.size
    if (quota === 'DBInstances') return this.instances.size
    if (quota === 'DBClusters') return this.clusters.size
    return [...this.instances.values()].reduce(
      (sum, { shown }) => sum + Number(shown.AllocatedStorage ?? 0),
      0,
    )
  }

  /** Waits for background work; stops every server that the cloud has started. */
  close(): Promise<void> {
    return this.#instances.close()
  }
}
