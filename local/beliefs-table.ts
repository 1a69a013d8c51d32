import type { Belief } from './cloud/beliefs/belief.ts'

const cell = (text: string) => text.replaceAll('|', '\\|')
const row = ({ id, belief, source }: Belief): string => {
  const where =
    'sdk' in source
      ? `SDK, \`${source.sdk}\`: "${source.says}"`
      : 'page' in source
        ? `${source.page}: "${source.says}"`
        : `no text of AWS's: ${source.heard}`
  return `| \`${id}\` | ${cell(belief)} | ${cell(where)} |`
}

/** docs/aws.md, generated from the beliefs so that none is missing. `npm run beliefs` writes it. */
export function beliefsTable(beliefs: readonly Belief[]): string {
  const services = [...new Set(beliefs.map(({ service }) => service))]
  const unproven = beliefs.filter(({ source }) => 'heard' in source).length
  const sections = services.map((service) => {
    const rows = beliefs.filter((one) => one.service === service).map(row)
    return (
      `## ${service}\n\n| belief | what is taken for true | source ` +
      `|\n|---|---|---|\n${rows.join('\n')}\n`
    )
  })
  return `# What is believed of AWS

Made from local/cloud/beliefs by \`npm run beliefs\`; a test compares the two.

Drydock was never deployed. What it asks of AWS, and what the local cloud refuses and shows, rests
on these ${beliefs.length} beliefs. A test tries each from both sides: the local cloud refuses the
wrong call and takes the right one, or shows what AWS shows. Where the source is a text of the SDK,
a test looks it up in \`node_modules\` and fails once it says something else. A page of the
documentation is quoted as it was read; nothing here reads it again. ${unproven} of them have no
text of AWS's: only AWS itself can tell.

There is a second opinion where Python has moto (5.2.1 was tried), a simulation of AWS that shares
no belief with the local cloud. \`npm run scenarios\` creates the stack of the template there,
without its smoke test, alarms and dashboard, which moto's CloudFormation does not know. With the
stack's bucket, topic, security group and control parameter it then makes a rehearsal, a purge that
is stopped and one that is approved, with real MariaDB servers behind the instances. The functions
run from bundles made as a deployment makes them, and the state machine in this project's
interpreter. \`test/scenarios/moto_launcher.py\` lists what moto lacks and is patched. Without moto
the test is skipped and says so.

What only AWS can tell still: the statuses between a call and its effect and how long they last,
restored storage that loads slowly, IAM's answers to the roles, the deployment itself, Step
Functions and Lambda as they run, and Aurora and ECS.

What each status of RDS means (usable, passing or final), with its source, is in
\`functions/aws/statuses.ts\`.

${sections.join('\n')}`
}
