import { z } from 'zod'
import { checkCloneStorage, cloneStorageShape } from './clone-storage.ts'
import { duration } from './duration.ts'

/** What a clone may have that its source has not. */
export const cloneSettingsSchema = z
  .strictObject({
    /** e.g. db.r6g.large; the source's class when absent. */
    instanceClass: z
      .string()
      .regex(/^db\.[a-z0-9]+\.[a-z0-9]+$/, 'expected an instance class such as "db.r6g.large"')
      .optional(),
    ...cloneStorageShape,
    /** What an hour of the clone costs, in any currency; without it the report says no cost. */
    pricePerHour: z.number().positive().optional(),
    /** How long after the run's start a clone counts as left behind; once the run must have ended, when absent. */
    deleteAfter: duration.optional(),
  })
  // Asked although other keys have faults: all are listed at once.
  .superRefine(
    (settings, context) =>
      checkCloneStorage(settings, (key, message) =>
        context.addIssue({ code: 'custom', path: [key], message }),
      ),
    { when: ({ value }) => typeof value === 'object' && value !== null },
  )
