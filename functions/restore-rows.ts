import { evidence } from './aws/evidence.ts'
import { restoreEventSchema } from './contract/restore.ts'
import { restoreRun } from './runtime/restore-run.ts'
import { step } from './runtime/step.ts'

/** Puts rows back that a run deleted, and leaves what it did as evidence. */
export const handler = step(restoreEventSchema, async (event, surroundings) => {
  const result = await restoreRun(event, surroundings)
  if (result.done) {
    const { files, totals } = result.progress
    await evidence({ runId: event.execution.name, deployment: event.deployment }).putText(
      'restore.json',
      JSON.stringify({ input: event.input, files, totals }, null, 2),
      'application/json',
    )
  }
  return result
})
