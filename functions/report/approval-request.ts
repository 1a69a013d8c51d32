import { consoleLinks, regionOf } from '../contract/console.ts'
import type { Gate } from '../contract/gates.ts'
import type { Run, SourcePlan } from '../contract/steps.ts'
import type { AskedTable } from './asked-tables.ts'
import { mailTable } from './mail-table.ts'
import { previewsIn } from './previews.ts'
import type { PastRun } from './schema.ts'
import { databasesLeftOut } from './warnings.ts'

/** How a person connects to a clone. */
export interface Reachable {
  readonly clone: string
  readonly port: number
  /** By database, the command that connects to it. */
  readonly connect: readonly string[]
  /** ARN of the secret with its user and password. */
  readonly secret: string
}

interface Question {
  readonly run: Run
  readonly sources: readonly Pick<SourcePlan, 'name' | 'preview'>[]
  readonly gates: readonly Gate[]
  readonly clones: readonly Reachable[]
  /** By source, the tables of production. */
  readonly asked: readonly { readonly source: string; readonly tables: readonly AskedTable[] }[]
  /** What each source's backlog takes, if there is one. */
  readonly backlog: readonly string[]
  /** The last purge that succeeded. */
  readonly before: Pick<PastRun, 'finishedAt'> | undefined
  /** The parameter with the token; the token itself is in no message. */
  readonly tokenName: string
  /** Epoch ms. */
  readonly deadline: number
}

/**
 * The request for approval: what would be deleted, how to answer, the deadline, how to inspect the
 * clone.
 */
export function approvalRequest(question: Question): {
  readonly subject: string
  readonly message: string
} {
  const { run, sources, gates, clones, tokenName, deadline } = question
  const region = regionOf(run.deployment.reportTopic)
  const evidence = consoleLinks(region).folder(run.deployment.evidenceBucket, `runs/${run.runId}/`)
  const aws = (words: string) => `aws --region ${region} ${words}`
  const stored = aws(
    `ssm get-parameter --name ${tokenName} --with-decryption --query Parameter.Value ` +
      '--output text',
  )
  const token = `--task-token "$(${stored})"`
  const me = aws('sts get-caller-identity --query Arn --output json')
  const approve = aws(
    `stepfunctions send-task-success --task-output "{\\"by\\": $(${me})}" ${token}`,
  )
  const until = `${new Date(deadline).toISOString().slice(0, 16).replace('T', ' ')} UTC`
  return {
    subject: `Drydock ${run.environment}: approve until ${until}`,
    message: `${[opening(run), ...previewsIn(sources), ...databasesLeftOut(run)].join('\n\n')}

${[tablesOf(question), ...question.backlog].join('\n\n')}

In a clone of Drydock, this shows the same once more and asks you:
npx drydock approve ${run.runId} --environment ${run.environment} --region ${region}

${gates.map(({ source, gate, detail }) => `- ${source}, ${gate}: ${detail}`).join('\n')}

Evidence: ${evidence}

To approve with the AWS CLI instead:
${approve}

To reject, with your reason (npx drydock reject takes it by --why):
${aws(`stepfunctions send-task-failure --error NotApproved --cause 'the reason' ${token}`)}

Deadline: ${until}. Without an answer by then, nothing is purged.

Until you answer, you can inspect the purged clone from within the VPC:
${clones.map((clone) => reach(clone, run.deployment.cloneSecurityGroup, aws)).join('\n')}
After your answer the clone is deleted, with everything you changed on it.
`,
  }
}

function tablesOf({ asked, before }: Question): string {
  const then =
    before === undefined
      ? 'No purge is on record to compare them with'
      : `"then" is what the last purge found on ${before.finishedAt.slice(0, 10)}`
  return asked
    .map(
      ({ source, tables }) =>
        `Dead rows of production, ${source}. ${then}.\n\n${mailTable(tables)}`,
    )
    .join('\n\n')
}

const opening = ({ environment, runId, mode }: Question['run']): string =>
  `Drydock ${environment} rehearsed the purge of production without findings and waits for your ` +
  `approval. Run ${runId}, mode ${mode}.`

function reach(
  { clone, port, connect, secret }: Reachable,
  group: string,
  aws: (words: string) => string,
): string {
  const ingress = (verb: string) =>
    aws(
      `ec2 ${verb}-security-group-ingress --group-id ${group} --protocol tcp --port ` +
        `${port} --source-group YOUR-GROUP`,
    )
  const password = aws(
    `secretsmanager get-secret-value --secret-id '${secret}' --query SecretString --output text`,
  )
  return [
    `${clone} (user and password: ${password})`,
    `  allow your access: ${ingress('authorize')}`,
    ...connect.map((command) => `  connect: ${command}`),
    `  revoke it again: ${ingress('revoke')}`,
  ].join('\n')
}
