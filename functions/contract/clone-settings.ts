import { z } from 'zod'
import { checkCloneStorage, cloneStorageShape } from './clone-storage.ts'
import { duration } from './duration.ts'

/** Settings of a clone that may differ from its source. */
export const cloneSettingsSchema = z
  .strictObject({
    /** e.g. db.r6g.large; the source's class when absent. */
    instanceClass: z
      .string()
      .regex(/^db\.[a-z0-9]+\.[a-z0-9]+$/, 'expected an instance class such as "db.r6g.large"')
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
