import { consoleLinks, regionOf } from '../contract/console.ts'
import type { Gate } from '../contract/evidence.ts'
import type { Run } from '../contract/steps.ts'

/** A clone as a person reaches it. */
export interface Reachable {
  readonly clone: string
  readonly host: string
  readonly port: number
  readonly databases: readonly string[]
  /** ARN of the secret with its user and password. */
  readonly secret: string
}

interface Question {
  readonly run: Run
  readonly gates: readonly Gate[]
  readonly clones: readonly Reachable[]
  /** The parameter with the token; the token itself is in no message. */
  readonly tokenName: string
  /** Epoch ms. */
  readonly deadline: number
}

/** What an approver is asked: what would go, how to answer, until when, and how to look for oneself. */
export function approvalRequest({ run, gates, clones, tokenName, deadline }: Question): {
  readonly subject: string
  readonly message: string
} {
  const region = regionOf(run.deployment.reportTopic)
  const evidence = consoleLinks(region).folder(run.deployment.evidenceBucket, `runs/${run.runId}/`)
  const aws = (words: string) => `aws --region ${region} ${words}`
  const token = `--task-token "$(${aws(`ssm get-parameter --name ${tokenName} --with-decryption --query Parameter.Value --output text`)})"`
  const until = `${new Date(deadline).toISOString().slice(0, 16).replace('T', ' ')} UTC`
  return {
    subject: `Drydock ${run.environment}: approve until ${until}`,
    message: `The purge of production of Drydock ${run.environment} was rehearsed without a finding and waits for your word. Run ${run.runId}, mode ${run.mode}.

${gates.map(({ source, gate, detail }) => `- ${source}, ${gate}: ${detail}`).join('\n')}

Evidence: ${evidence}

To approve:
${aws(`stepfunctions send-task-success --task-output "{\\"by\\": $(${aws('sts get-caller-identity --query Arn --output json')})}" ${token}`)}

To reject, with your reason:
${aws(`stepfunctions send-task-failure --error NotApproved --cause 'the reason' ${token}`)}

Deadline: ${until}. No answer is a no: then nothing is purged.

Until you answer the clone, already purged, is there to be looked at, from within the VPC:
${clones.map((clone) => reach(clone, run.deployment.cloneSecurityGroup, aws)).join('\n')}
After the answer it goes, with all that you did on it.
`,
  }
}

function reach(
  { clone, host, port, databases, secret }: Reachable,
  group: string,
  aws: (words: string) => string,
): string {
  const ingress = (verb: string) =>
    aws(
      `ec2 ${verb}-security-group-ingress --group-id ${group} --protocol tcp --port ${port} --source-group YOUR-GROUP`,
    )
  return `${clone} (user and password: ${aws(`secretsmanager get-secret-value --secret-id '${secret}' --query SecretString --output text`)})
  let yourself in: ${ingress('authorize')}
  connect: ${databases.map((database) => `mysql --host ${host} --port ${port} --ssl-mode REQUIRED --user USER --password ${database}`).join('\n  connect: ')}
  and out again: ${ingress('revoke')}`
}
