import { z } from 'zod'
import { deploymentSchema, runEnvironmentSchema } from './environment.ts'
import { executionSchema } from './steps.ts'

/** What starts a sweep: the schedule, the end of a run, or a person. */
export const sweepInputSchema = z.strictObject({
  /** Reports what would be deleted and gathered, and changes nothing. */
  dryRun: z.boolean().default(false),
  /** Name of the execution that has just ended. */
  run: z.string().max(80).optional(),
})

/** Event of Sweep. */
export const sweepEventSchema = z.object({
  execution: executionSchema,
  input: z.unknown(),
  environment: runEnvironmentSchema,
  deployment: deploymentSchema,
  /** ARN of the state machine whose runs are swept after. */
  stateMachine: z.string().min(1),
})

/** What a sweep has found to delete or gather. It always looks for a token and an application. */
export interface Swept {
  readonly dryRun: boolean
  readonly clones: readonly string[]
  readonly snapshots: readonly string[]
  /** Copies of snapshots in the clones' own account. */
  readonly copies: readonly string[]
  /** Archives of ended runs with files outside of volumes: they are gathered next. */
  readonly archives: readonly { readonly runId: string; readonly source: string }[]
  /** Ended runs, whose token and application are deleted. */
  readonly runs: readonly string[]
  /** Clones that are older than any run lasts. */
  readonly overdue: readonly string[]
  /** Clones that cannot be deleted because somebody enabled their deletion protection. */
  readonly protected: readonly string[]
}
