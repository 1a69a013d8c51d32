import type { Advice, Job } from './answers.ts'

/** What a person is told to do, in the engine's own words. */
export interface Words {
  /** What the user of production's secret has to be granted; `refresh`: statistics too. */
  grants(database: string, refresh: boolean): string
  /** The least of it. */
  grantLeast(database: string): string
  grantRebuild(database: string, table: string): string
  grantRefresh(database: string): string
  /** The privilege that a refresh of statistics asks for. */
  readonly refreshRight: string
  /** Why statistics were not refreshed on production, and what to do. */
  readonly refreshAsksFor: string
  readonly refresh: string
  /** What looks a table over. */
  readonly check: string
  readonly utcNow: string
  /** What lets a user ask a replica how far it is behind. */
  readonly replicaRight: string
  stopJob(job: Job): string
  readonly readRoutine: string
  readonly sessionsUnseen: Advice
  readonly jobsUnseen: Advice
  readonly triggersUnseen: string
}
