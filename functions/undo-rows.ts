import { evidence } from './aws/evidence.ts'
import { undoEventSchema } from './contract/undo.ts'
import { undoRun } from './jobs/undo-run.ts'
import { step } from './runtime/step.ts'

/** Puts back rows that a run deleted, and stores what it did as evidence. */
export const handler = step(undoEventSchema, async (event, surroundings) => {
  const { done, progress, damaged } = await undoRun(event, surroundings)
  if (done) {
    const { files, totals } = progress
    await evidence({ runId: event.execution.name, deployment: event.deployment }).putText(
      'undo.json',
      JSON.stringify({ input: event.input, files, totals, damaged }, null, 2),
      'application/json',
    )
  }
  return { done, progress }
})
