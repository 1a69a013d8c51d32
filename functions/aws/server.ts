import type { RDSClient, Tag } from '@aws-sdk/client-rds'
import type { Identity, SourceKind } from '../contract/source.ts'
import { describeCluster, describeClusters, describeSourceCluster } from './cluster/describe.ts'
import { describeInstance, describeInstances, describeSourceInstance } from './instance/describe.ts'

/** What RDS reports about a database server: an instance or a cluster, production or a clone. */
export interface Server {
  readonly id: string
  readonly status: string
  readonly engine: string
  /** The endpoint for writes; null while there is none. */
  readonly address: { readonly host: string; readonly port: number } | null
  /** The immutable id by which RDS tells servers apart. */
  readonly resourceId: string
  readonly tags: readonly Tag[]
  /** RDS does not delete it until somebody disables the protection. */
  readonly isProtected: boolean
  /** The master user's secret, if RDS manages one. */
  readonly secret: string | null
}

interface Describing {
  readonly find: (id: string, at: RDSClient) => Promise<Server | null>
  readonly all: (at: RDSClient) => Promise<Server[]>
  readonly source: (id: string) => Promise<Server>
}
const describing: Readonly<Record<SourceKind, Describing>> = {
  instance: { find: describeInstance, all: describeInstances, source: describeSourceInstance },
  cluster: { find: describeCluster, all: describeClusters, source: describeSourceCluster },
}

export const findServer = (kind: SourceKind, id: string, at: RDSClient): Promise<Server | null> =>
  describing[kind].find(id, at)

/** All in an account and region. */
export const allServers = (kind: SourceKind, at: RDSClient): Promise<Server[]> =>
  describing[kind].all(at)

/** Production. @throws NamedError SourceNotFound */
export const sourceServer = ({ kind, name }: Identity): Promise<Server> =>
  describing[kind].source(name)

/** Whether it is Aurora's; a Multi-AZ DB cluster is a cluster and is not. */
export { isAurora } from './cluster/describe.ts'
