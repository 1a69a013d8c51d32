import { z } from 'zod'
import { evidence } from '../aws/evidence.ts'
import { NamedError } from '../contract/errors.ts'
import type { rowsEventSchema, RowsResult } from '../contract/steps.ts'
import { readLeft } from '../measure/read-left.ts'

const markSchema = z.object({ call: z.number().int() })
const keptSchema = markSchema.extend({ progress: z.unknown() })

/**
 * Keeps a step's cursor in the bucket and only the call's number in the execution's state: a cursor
 * is a row key, which may be a secret, and many people read a history. After a call whose response
 * was lost, the next one continues its work.
 * @throws NamedError InvalidInput, EvidenceMissing and what the work throws
 */
export async function keptProgress(
  { run, source, target, progress }: z.infer<typeof rowsEventSchema>,
  step: string,
  work: (progress: unknown) => Promise<RowsResult>,
): Promise<RowsResult> {
  const [kept, name] = [evidence(run), `progress-${step}-${target}`]
  const mark = markSchema.nullable().safeParse(progress ?? null)
  if (!mark.success)
    throw new NamedError(
      'InvalidInput',
      'The step was called with a progress that it did not return: ' +
        `${z.prettifyError(mark.error)}. Start executions of the state machine, not its ` +
        'functions.',
    )
  const left =
    mark.data === null
      ? { call: 0, progress: null }
      : await readLeft((one) => kept.get(source.name, one), name, keptSchema)
  const answer = await work(left.progress)
  if (answer.done) return answer
  const call = left.call + 1
  await kept.put(source.name, name, { call, progress: answer.progress })
  return { ...answer, progress: { call } }
}
