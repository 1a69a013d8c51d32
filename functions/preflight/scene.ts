import type { Mode } from '../contract/environment.ts'
import type { SourceKind } from '../contract/source.ts'
import type { PreflightFinding } from '../contract/preflight.ts'
import type { ThrottleSettings } from '../contract/throttle.ts'
import type { Dialect } from '../engines/dialect.ts'
import type { BoundRules } from '../rules/bound.ts'
import type { Database } from '../engines/database.ts'
import type { Look } from '../throttle/production-permit.ts'
import type { Schema } from '../engines/schema.ts'

/** What AWS reports about production and its account. */
export interface SourceFacts {
  readonly source: string
  readonly kind: SourceKind
  readonly engine: string
  /** Whether the connection leaves this computer. */
  readonly remote: boolean
  /** Bytes; null if the metric cannot be read. */
  readonly freeStorage: number | null
  /** Bytes of the instance, and its autoscaling limit; null if it does not autoscale. */
  readonly storage: number | null
  readonly growsTo: number | null
  readonly replicas: readonly { readonly id: string; readonly lagSeconds: number | null }[]
  /** The clones of the run's sources, with their storage in bytes: all exist at the same time. */
  readonly clones: readonly {
    readonly kind: SourceKind
    /** The kind of its snapshot, which is its source's. */
    readonly snapshot: SourceKind
    readonly storage: number | null
  }[]
  /** Its storage grows by itself, and is billed as it is used: Aurora's. */
  readonly elastic: boolean
  /** The instance class of the writer; null if there is none. */
  readonly writerClass: string | null
  /** The capacity units of its instances of class db.serverless; null if it has no range. */
  readonly capacity: { readonly min: number; readonly max: number } | null
  /**
   * The parameter group of a Multi-AZ DB cluster, which its clone, an instance, cannot have; null
   * where a clone has the source's.
   */
  readonly clusterGroup: string | null
  /** Clusters that share its storage by copy-on-write; null where RDS shares none. */
  readonly copies: number | null
  /** The parameter groups that it uses: of its instance, or its writer, and of its cluster. */
  readonly groups: { readonly parameters: string | null; readonly clusterParameters: string | null }
  /** The groups that its clone is given by name; empty where no clone is made. */
  readonly cloneGroups: readonly CloneGroup[]
  readonly state: SourceState
  /** The account's usage and limits by AWS's quota name; empty if they cannot be read. */
  readonly quotas: readonly {
    readonly name: string
    readonly used: number
    readonly most: number
  }[]
}

export interface CloneGroup {
  readonly kind: 'subnets' | 'parameters' | 'cluster parameters'
  readonly name: string
  /** Whether the account of the clones has it; null if that may not be asked. */
  readonly found: boolean | null
}

/** What instances and clusters tell of themselves, each in its own words. */
export type OwnFacts = Omit<
  SourceFacts,
  'source' | 'kind' | 'engine' | 'remote' | 'clones' | 'cloneGroups' | 'quotas'
>

/** Production's state in RDS; null or empty where RDS shows nothing. */
export interface SourceState {
  readonly status: string
  readonly standing: 'usable' | 'passing' | 'final'
  readonly key: string | null
  readonly vpc: string | null
  readonly port: number | null
  /** Why its I/O stands still while a snapshot of it begins; null where it does not. */
  readonly suspended: string | null
  /** What it replicates. */
  readonly replicaOf: string | null
  /** Changes pending the next maintenance window or restart. */
  readonly pending: readonly string[]
}

/** How production is set up in RDS, beyond its engine. */
export interface Topology {
  readonly source: string
  /** Of a cluster: `provisioned`, or `serverless` of Aurora Serverless v1; null if not told. */
  readonly engineMode: string | null
  /** Of a cluster: `limitless`, `standard`, or null if not told. */
  readonly scalability: string | null
  /** The Aurora global database that it is in. */
  readonly global: {
    readonly name: string
    /** Whether this cluster is the primary one. */
    readonly writes: boolean
    /** A switchover or failover that is under way. */
    readonly moving: string | null
    /** Other clusters, and those among them that forward writes to the primary one. */
    readonly others: readonly string[]
    readonly forwarding: readonly string[]
  } | null
  readonly blueGreen: readonly {
    readonly name: string
    readonly status: string
    /** Whether this source is what the deployment replaces, or what it prepares. */
    readonly role: 'source' | 'target'
  }[]
}

/** One open database of production, with the plan's rules bound to it. */
export interface PreflightScene {
  readonly facts: SourceFacts
  readonly mode: Mode
  readonly throttle: ThrottleSettings
  /** The throttle's metrics. */
  readonly look: () => Promise<Look>
  /** Whether statistics are refreshed on production. */
  readonly analyze: boolean
  /** Tables to rebuild on production. */
  readonly reclaimed: readonly string[]
  /** The run's start: what the cutoffs are counted from. */
  readonly startedAt: Date
  readonly name: string
  readonly database: Database
  readonly dialect: Dialect
  readonly bound: BoundRules
  readonly schema: Schema
}

export type Finding = Omit<PreflightFinding, 'check' | 'database'>

export const passed = (detail: string): Finding => ({ level: 'passed', detail, remedy: '' })
export const warning = (detail: string, remedy: string): Finding => ({
  level: 'warning',
  detail,
  remedy,
})
export const failed = (detail: string, remedy: string): Finding => ({
  level: 'failed',
  detail,
  remedy,
})
