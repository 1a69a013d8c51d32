import type { Logger } from 'pino'
import { evidence } from '../aws/evidence.ts'
import { forgetToken } from '../aws/forget-token.ts'
import { readIndex } from '../aws/run-index.ts'
import { publish } from '../aws/topic.ts'
import { consoleLinks, regionOf } from '../contract/console.ts'
import { approvalName } from '../contract/control.ts'
import { NamedError } from '../contract/errors.ts'
import type { ReportEvent } from '../contract/steps.ts'
import { earlierRuns, runIndexSchema, withRun, type RunIndex } from '../report/chain.ts'
import { metricsOf } from '../report/metrics.ts'
import { reportPage } from '../report/page/page.ts'
import { buildReport } from '../report/report.ts'
import type { Report } from '../report/schema.ts'
import { readEvidence, readTimes } from '../report/source-evidence.ts'
import { verdictMail } from '../report/verdict-mail.ts'
import { brokenLinks } from './earlier-reports.ts'

/** How often the report is rewritten because another run's report came in between. */
const attempts = 5

/** Writes report.json and report.html from the steps' evidence, and publishes the verdict. */
export async function reportRun(
  event: ReportEvent,
  { logger }: { readonly logger: Logger },
): Promise<{ outcome: Report['outcome'] }> {
  const { execution, deployment, environment } = event
  const { report, faults } = await chained(event, await readParts(event))
  const page = reportPage(report)
  await kept(event).putText('report.html', page, 'text/html; charset=utf-8')
  const { reportTopic, evidenceBucket } = deployment
  const link = consoleLinks(regionOf(reportTopic)).object(
    evidenceBucket,
    `runs/${report.runId}/report.html`,
  )
  const { subject, message } = verdictMail(report, link)
  await publish(reportTopic, subject, message)
  // The run has ended, so its token is worthless: a remaining token must not fail the report.
  if (environment.approval !== undefined)
    await forgetToken(approvalName(environment.name, execution.name)).catch((error: unknown) =>
      logger.warn({ error }, 'the token stays'),
    )
  for (const line of metricsOf(report, environment, faults))
    logger.info(line, 'What the run came to.')
  return { outcome: report.outcome }
}

const kept = ({ execution, deployment }: ReportEvent) =>
  evidence({ runId: execution.name, deployment })

/** What the steps left of each source. */
interface Parts {
  readonly sources: Parameters<typeof buildReport>[1]
  readonly times: Awaited<ReturnType<typeof readTimes>>
  readonly unread: readonly string[]
  readonly finishedAt: number
}

async function readParts(event: ReportEvent): Promise<Parts> {
  const names = (event.plan?.sources ?? []).map(({ name }) => name)
  const get = (name: string) => (step: string) => kept(event).get(name, step)
  const read = await Promise.all(names.map((name) => readEvidence(name, get(name))))
  const times = await Promise.all(names.map((name) => readTimes(name, get(name))))
  return {
    sources: read.map((one) => one.evidence),
    times: times.flat(),
    unread: read.flatMap(({ warnings }) => warnings),
    finishedAt: Date.now(),
  }
}

/** A report, and how many faults its chain has. */
interface Chained {
  readonly report: Report
  readonly faults: number
}

/**
 * Writes the report and appends it to the index. An unreadable index is left unchanged, and the
 * report says so.
 */
async function chained(event: ReportEvent, parts: Parts): Promise<Chained> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const stored = await readIndex(event.deployment).catch((error: unknown) => {
      // The step is retried: a busy S3 must not break the chain.
      if (error instanceof NamedError && error.name === 'AwsUnavailable') throw error
      return null
    })
    const index = stored && runIndexSchema.nullable().safeParse(stored.content)
    if (stored === null || !index?.success) break
    // A retry of this step replaces the first attempt.
    const runs = (index.data?.runs ?? []).filter(({ runId }) => runId !== event.execution.name)
    const broken = await brokenLinks(event.deployment, { runs }, parts.finishedAt)
    const { report, text } = await write(event, parts, { runs }, broken)
    if (await stored.replace(withRun({ runs }, report, text)))
      return { report, faults: broken.length }
  }
  const unlinked =
    'The index of runs, runs/history.json in the bucket, could not be read or written: ' +
    'this report is not linked to the previous one and shows no earlier runs. The bucket ' +
    'keeps earlier versions.'
  return { report: (await write(event, parts, { runs: [] }, [unlinked])).report, faults: 1 }
}

/** @param before the runs of the index, without this one. */
async function write(
  event: ReportEvent,
  { sources, times, unread, finishedAt }: Parts,
  before: RunIndex,
  warnings: readonly string[],
): Promise<{ report: Report; text: string }> {
  const report = buildReport(event, sources, finishedAt, {
    unread: [...unread, ...warnings],
    times,
    earlier: earlierRuns(before),
  })
  const text = JSON.stringify(report, null, 2)
  await kept(event).putText('report.json', text, 'application/json')
  return { report, text }
}
