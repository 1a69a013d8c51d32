import { backlogText } from './backlog-text.ts'
import { inProduction } from './in-production.ts'
import { headingOf, verdict } from './next.ts'
import { runbookSection } from './runbook-section.ts'
import type { Report } from './schema.ts'

/**
 * The mail at the end of a run: of one that failed the error, what the runbook says to do, and
 * where to look; of another the verdict and what to know.
 * @param link to the report.
 */
export function verdictMail(
  report: Report,
  link: string,
): { readonly subject: string; readonly message: string } {
  const { environment, outcome, error, runId, warnings, links } = report
  const remedy =
    error === null
      ? []
      : [
          `What to do, from docs/runbook.md, heading ${headingOf(error.name)}:`,
          runbookSection(headingOf(error.name)),
          `In a clone of Drydock, this shows the run: npx drydock show ${runId} ` +
            `--environment ${environment}`,
        ]
  return {
    subject: `Drydock ${environment}: ${outcome}`,
    message: `${[
      error === null ? verdict(report) : `${verdict(report)}\n${inProduction(report)}`,
      [`Report: ${link}`, ...links.map(({ name, url }) => `${name}: ${url}`)].join('\n'),
      ...remedy,
      ...report.backlog.map(backlogText),
      ...(warnings.length === 0 ? [] : [warnings.map((one) => `- ${one}`).join('\n')]),
    ].join('\n\n')}\n`,
  }
}
