import { z } from 'zod'
import { namePrefix } from './names.ts'
import { levelsSchema } from './throttle.ts'

/** The SSM parameter that holds a run's approval token while the approval is pending. */
export const approvalName = (environment: string, runId: string): string =>
  `/${namePrefix}/${environment}/approval/${runId}`

/**
 * The SSM parameter with which an operator pauses, slows and stops a running purge of production.
 */
export const controlName = (environment: string): string => `/${namePrefix}/${environment}/control`

/**
 * Its value as JSON. Parsed strictly: a misspelt "stop" must not mean "continue". Absent settings
 * come from the environment.
 */
export const controlSchema = z.strictObject({
  stop: z.boolean(),
  /** The run that `drydock cancel` ends, and who asked for it; other runs go on. */
  cancel: z.strictObject({ run: z.string(), by: z.string() }).optional(),
  pause: z.boolean().default(false),
  productionShare: z.number().gt(0).lte(1).optional(),
  batchMilliseconds: z.number().int().min(10).max(10_000).optional(),
  levels: levelsSchema.default({}),
  /** When pause, pace and levels expire; a stop and a cancel never do. */
  until: z.iso.datetime().optional(),
})
export type Control = z.infer<typeof controlSchema>

/** Why a purge pauses for it; drydock tells by it that the purge has seen the pause. */
export const switchPauses = 'the switch says pause'

/** Whether it holds what can expire. */
export const holdsSettings = ({
  pause,
  productionShare,
  batchMilliseconds,
  levels,
}: Control): boolean =>
  pause ||
  productionShare !== undefined ||
  batchMilliseconds !== undefined ||
  Object.keys(levels).length > 0

/** What of it holds at an instant, in epoch ms. */
export const controlAt = (control: Control, at: number): Control =>
  control.until === undefined || at < Date.parse(control.until)
    ? control
    : { stop: control.stop, cancel: control.cancel, pause: false, levels: {} }
