import { evidence } from './aws/evidence.ts'
import { forgetToken } from './aws/forget-token.ts'
import { publish } from './aws/topic.ts'
import { approvalName } from './contract/control.ts'
import { reportEventSchema } from './contract/steps.ts'
import { reportPage } from './report/page.ts'
import { buildReport, readEvidence } from './report/report.ts'
import { step } from './runtime/step.ts'

/** Writes report.json and report.html from what the steps left, and publishes the verdict. */
export const handler = step(reportEventSchema, async (event, { logger }) => {
  const kept = evidence({ runId: event.execution.name, deployment: event.deployment })
  const read = await Promise.all((event.plan?.sources ?? []).map(({ name }) => readEvidence(name, (step) => kept.get(name, step))))
  const report = buildReport(event, read.map(({ evidence: one }) => one), Date.now(), read.flatMap(({ warnings }) => warnings))
  await kept.putText('report.json', JSON.stringify(report, null, 2), 'application/json')
  await kept.putText('report.html', reportPage(report), 'text/html; charset=utf-8')
  const deleted = report.rules.reduce((sum, { productionDeleted }) => sum + (productionDeleted ?? 0), 0)
  const detail = report.error === null ? `${deleted} rows deleted in production, ${report.checks.length} checks passed.` : `${report.error.name}: ${report.error.message}`
  await publish(event.deployment.reportTopic, `Drydock ${report.environment}: ${report.outcome}`, `${detail}\n\ns3://${event.deployment.evidenceBucket}/runs/${report.runId}/report.html`)
  // The run is over, and its token worth nothing: that it stays is no reason for a report to fail.
  if (event.environment.approval !== undefined) await forgetToken(approvalName(event.environment.name, event.execution.name)).catch((error: unknown) => logger.warn({ error }, 'the token stays'))
  return { outcome: report.outcome }
})
