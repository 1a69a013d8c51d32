import type { Advice, Job } from './answers.ts'

/** Advice for people, in the engine's terms. */
export interface Words {
  /** Privileges that the user of production's secret needs; `refresh`: for statistics as well. */
  grants(database: string, refresh: boolean): string
  /** The minimum of these. */
  grantLeast(database: string): string
  grantRebuild(database: string, table: string): string
  grantRefresh(database: string): string
  /** The privilege for refreshing statistics. */
  readonly refreshRight: string
  /** Why statistics were not refreshed on production, and what to do. */
  readonly refreshAsksFor: string
  readonly refresh: string
  /** The command that checks a table. */
  readonly check: string
  readonly utcNow: string
  /** The privilege for asking a replica for its lag. */
  readonly replicaRight: string
  stopJob(job: Job): string
  readonly readRoutine: string
  readonly sessionsUnseen: Advice
  readonly jobsUnseen: Advice
  readonly triggersUnseen: string
  /** What lets a user see all triggers; null where everybody does. */
  grantTriggers(database: string): string | null
  /** How the space comes back that a rebuild leaves; absent where it leaves none. */
  readonly spaceLeft?: string
  /** The command with which a person connects, encrypted; USER stands for the user. */
  connect(host: string, port: number, database: string): string
}
