import { z } from 'zod'
import { namePrefix } from './environment.ts'
import { levelsSchema } from './throttle.ts'

/** The SSM parameter that holds the token of a run's approval, while it is asked for. */
export const approvalName = (environment: string, runId: string): string =>
  `/${namePrefix}/${environment}/approval/${runId}`

/** The SSM parameter by which a person holds, slows and stops a purge of production while it runs. */
export const controlName = (environment: string): string => `/${namePrefix}/${environment}/control`

/** Its value, as JSON. Read strictly: a misspelt "stop" must not mean "go on". What is absent is as the environment has it. */
export const controlSchema = z.strictObject({
  stop: z.boolean(),
  pause: z.boolean().default(false),
  productionShare: z.number().gt(0).lte(1).optional(),
  batchMilliseconds: z.number().int().min(10).max(10_000).optional(),
  levels: levelsSchema.default({}),
})
export type Control = z.infer<typeof controlSchema>
