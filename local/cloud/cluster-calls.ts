import { describeCluster, type Cluster } from './cluster.ts'
import type { Clusters } from './clusters.ts'
import { checkPointInTime, inGroups } from './point-in-time.ts'
import { describeInstance } from './instance.ts'
import { page } from './pages.ts'
import { CloudError } from './request.ts'
import type { Sharing } from './sharing.ts'
import { describeClusterSnapshot } from './snapshot.ts'
import type { Snapshots } from './snapshots.ts'
import { tagsOf } from './tags.ts'

/** RDS's calls for clusters, as far as Drydock uses them. */
export class ClusterCalls {
  readonly #clusters: Clusters
  readonly #snapshots: Snapshots
  readonly #sharing: Sharing

  constructor(clusters: Clusters, snapshots: Snapshots, sharing: Sharing) {
    this.#sharing = sharing
    this.#clusters = clusters
    this.#snapshots = snapshots
  }

  call(action: string, parameters: URLSearchParams): unknown {
    const [cluster, snapshot] = [
      parameters.get('DBClusterIdentifier'),
      parameters.get('DBClusterSnapshotIdentifier'),
    ]
    const shown = (one: Cluster) => describeCluster(one, this.#clusters.members(one.id))
    switch (action) {
      case 'DescribeDBClusters': {
        const { items, marker } = page(
          parameters,
          (cluster === null
            ? [...this.#clusters.all.values()]
            : [this.#clusters.find(cluster)]
          ).filter(inGroups(parameters)),
        )
        return { DBClusters: items.map(shown), Marker: marker }
      }
      case 'DescribeDBClusterSnapshots': {
        const all =
          snapshot === null ? [...this.#snapshots.all.values()] : [this.#snapshots.find(snapshot)]
        const ofType = (parameters.get('SnapshotType') ?? 'manual') === 'manual' ? all : []
        const { items, marker } = page(
          parameters,
          ofType.filter((one) => cluster === null || one.source === cluster),
        )
        return { DBClusterSnapshots: items.map(describeClusterSnapshot), Marker: marker }
      }
      case 'CreateDBClusterSnapshot':
        return {
          DBClusterSnapshot: describeClusterSnapshot(
            this.#snapshots.create(
              snapshot ?? '',
              this.#clusters.find(cluster ?? ''),
              tagsOf(parameters),
            ),
          ),
        }
      case 'RestoreDBClusterFromSnapshot':
        return {
          DBCluster: shown(
            this.#clusters.restore(
              cluster ?? '',
              this.#sharing.restorable('cluster', parameters.get('SnapshotIdentifier') ?? ''),
              parameters,
            ),
          ),
        }
      case 'RestoreDBClusterToPointInTime': {
        const source = this.#clusters.find(parameters.get('SourceDBClusterIdentifier') ?? '')
        checkPointInTime(parameters, source)
        return { DBCluster: shown(this.#clusters.copy(cluster ?? '', source, parameters)) }
      }
      case 'CreateDBInstance':
        return {
          DBInstance: describeInstance(
            this.#clusters.createMember(parameters.get('DBInstanceIdentifier') ?? '', parameters),
          ),
        }
      case 'ModifyDBCluster':
        return { DBCluster: shown(this.#clusters.modify(cluster ?? '', parameters)) }
      case 'DeleteDBCluster':
        return {
          DBCluster: shown(this.#clusters.delete(cluster ?? '')),
        }
      case 'DeleteDBClusterSnapshot':
        return {
          DBClusterSnapshot: describeClusterSnapshot(this.#snapshots.delete(snapshot ?? '')),
        }
      default:
        throw new CloudError('InvalidAction', `The local cloud does not serve ${action} of RDS`)
    }
  }
}
