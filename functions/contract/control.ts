import { z } from 'zod'
import { namePrefix } from './environment.ts'

/** The SSM parameter that holds the token of a run's approval, while it is asked for. */
export const approvalName = (environment: string, runId: string): string => `/${namePrefix}/${environment}/approval/${runId}`

/** The SSM parameter by which a person holds a purge of production while it runs. */
export const controlName = (environment: string): string => `/${namePrefix}/${environment}/control`

/** Its value, as JSON. Read strictly: a misspelt "stop" must not mean "go on". Settings of the pace will have their place beside it. */
export const controlSchema = z.strictObject({ stop: z.boolean() })
export type Control = z.infer<typeof controlSchema>
