import { z } from 'zod'
import { checkCloneStorage, cloneStorageShape } from './clone-storage.ts'
import { duration } from './duration.ts'

/**
 * Aurora capacity units. Source: the SDK's text of ServerlessV2ScalingConfiguration: half steps, a
 * minimum of 0 or 0.5, a maximum of 256.
 */
const units = (least: number) => {
  const expected = `expected capacity units from ${least} to 256, in steps of 0.5`
  return z.number(expected).min(least, expected).max(256, expected).multipleOf(0.5, expected)
}
const serverlessCapacitySchema = z
  .strictObject(
    { min: units(0), max: units(0.5) },
    'expected {"min": …, "max": …} in Aurora capacity units',
  )
  .refine(({ min, max }) => min <= max, 'expected a "min" that is not above "max"')

/** Settings of a clone that may differ from its source. */
export const cloneSettingsSchema = z
  .strictObject({
    /** e.g. db.r6g.large, or db.serverless of Aurora; the source's class when absent. */
    instanceClass: z
      .string()
      .regex(
        /^db\.([a-z0-9]+\.[a-z0-9]+|serverless)$/,
        'expected an instance class such as "db.r6g.large" or "db.serverless"',
      )
      .optional(),
    /** Of an Aurora clone of class db.serverless; the source's when absent. */
    serverlessCapacity: serverlessCapacitySchema.optional(),
    /** Of an Aurora clone: standard storage or I/O-Optimized; the source's when absent. */
    clusterStorage: z.enum(['aurora', 'aurora-iopt1']).optional(),
    /** DB parameter group of the clone's instance; the source's, or its writer's, when absent. */
    parameterGroup: z
      .string()
      .regex(/^[a-zA-Z](?!.*--)[a-zA-Z0-9.-]{0,254}(?<!-)$/, 'expected a DB parameter group')
      .optional(),
    ...cloneStorageShape,
    /** Price per hour of the clone, in any currency; without it the report shows no cost. */
    pricePerHour: z.number().positive().optional(),
    /**
     * How long after the run's start a clone counts as left behind; when absent, once the run must
     * have ended.
     */
    deleteAfter: duration.optional(),
  })
  // Checked even if other keys have errors, so that all are listed at once.
  .superRefine(
    (settings, context) =>
      checkCloneStorage(settings, (key, message) =>
        context.addIssue({ code: 'custom', path: [key], message }),
      ),
    { when: ({ value }) => typeof value === 'object' && value !== null },
  )
