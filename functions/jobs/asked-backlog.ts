import { evidence } from '../aws/evidence.ts'
import type { Run, SourcePlan } from '../contract/steps.ts'
import { backlogFound } from '../report/backlog-found.ts'
import { backlogText } from '../report/backlog-text.ts'
import { readEvidence } from '../report/source-evidence.ts'

/** What the backlog of each source takes, in sentences; none within the limits. */
export async function askedBacklog(
  run: Run,
  sources: readonly Pick<SourcePlan, 'name'>[],
): Promise<string[]> {
  const kept = evidence(run)
  const asked: string[] = []
  for (const { name } of sources) {
    const { evidence: left } = await readEvidence(name, (step) => kept.get(name, step))
    const found = backlogFound(run, name, left)
    if (found !== null) asked.push(backlogText(found))
  }
  return asked
}
