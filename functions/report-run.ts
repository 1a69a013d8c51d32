import { evidence } from './aws/evidence.ts'
import { forgetToken } from './aws/forget-token.ts'
import { readIndex, type StoredIndex } from './aws/run-index.ts'
import { publish } from './aws/topic.ts'
import { consoleLinks, regionOf } from './contract/console.ts'
import { approvalName } from './contract/control.ts'
import { NamedError } from './contract/errors.ts'
import { reportEventSchema } from './contract/steps.ts'
import { earlierRuns, runIndexSchema, withRun, type RunIndex } from './report/chain.ts'
import { verdict } from './report/next.ts'
import { reportPage } from './report/page/page.ts'
import { buildReport } from './report/report.ts'
import type { Report } from './report/schema.ts'
import { readEvidence, readTimes } from './report/source-evidence.ts'
import { step } from './runtime/step.ts'

/** How often the report is rewritten because another run's report came in between. */
const attempts = 5

/** Writes report.json and report.html from the steps' evidence, and publishes the verdict. */
export const handler = step(reportEventSchema, async (event, { logger }) => {
  const kept = evidence({ runId: event.execution.name, deployment: event.deployment })
  const sources = event.plan?.sources ?? []
  const read = await Promise.all(
    sources.map(({ name }) => readEvidence(name, (step) => kept.get(name, step))),
  )
  const times = (
    await Promise.all(sources.map(({ name }) => readTimes(name, (step) => kept.get(name, step))))
  ).flat()
  const finishedAt = Date.now()
  const write = async (index: RunIndex, unread: readonly string[]) => {
    // A retry of this step replaces the first attempt.
    const before = { runs: index.runs.filter(({ runId }) => runId !== event.execution.name) }
    const report = buildReport(
      event,
      read.map(({ evidence: one }) => one),
      finishedAt,
      {
        unread: [...read.flatMap(({ warnings }) => warnings), ...unread],
        times,
        earlier: earlierRuns(before),
      },
    )
    const text = JSON.stringify(report, null, 2)
    await kept.putText('report.json', text, 'application/json')
    return { report, text, before }
  }
  const report = await chained(write, () => readIndex(event.deployment))
  await kept.putText('report.html', reportPage(report), 'text/html; charset=utf-8')
  const { reportTopic, evidenceBucket } = event.deployment
  const link = consoleLinks(regionOf(reportTopic)).object(
    evidenceBucket,
    `runs/${report.runId}/report.html`,
  )
  await publish(
    reportTopic,
    `Drydock ${report.environment}: ${report.outcome}`,
    `${verdict(report)}\n\n${link}`,
  )
  // The run has ended, so its token is worthless: a remaining token must not fail the report.
  if (event.environment.approval !== undefined)
    await forgetToken(approvalName(event.environment.name, event.execution.name)).catch(
      (error: unknown) => logger.warn({ error }, 'the token stays'),
    )
  return { outcome: report.outcome }
})

/**
 * Writes the report and appends it to the index. An unreadable index is left unchanged, and the
 * report says so.
 */
async function chained(
  write: (
    index: RunIndex,
    unread: readonly string[],
  ) => Promise<{ report: Report; text: string; before: RunIndex }>,
  read: () => Promise<StoredIndex>,
): Promise<Report> {
  const empty: RunIndex = { runs: [] }
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const stored = await read().catch((error: unknown) => {
      // The step is retried: a busy S3 must not break the chain.
      if (error instanceof NamedError && error.name === 'AwsUnavailable') throw error
      return null
    })
    const index = stored && runIndexSchema.nullable().safeParse(stored.content)
    if (stored === null || !index?.success) break
    const { report, text, before } = await write(index.data ?? empty, [])
    if (await stored.replace(withRun(before, report, text))) return report
  }
  return (
    await write(empty, [
      'The index of runs, runs/history.json in the bucket, could not be read or written: ' +
        'this report is not linked to the previous one and shows no earlier runs. The bucket ' +
        'keeps earlier versions.',
    ])
  ).report
}
