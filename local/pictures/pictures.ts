import type { EnvironmentFile } from '../../infra/environment-file.ts'
import { runEnvironmentOf } from '../../infra/environment-file.ts'
import { synthesizeDefinition } from '../../infra/workflow-definition.ts'
import { awsPicture } from './aws-picture.ts'
import { workflowPicture } from './workflow-picture.ts'

/** docs/pictures.md for an environment: GitHub and most editors draw its code blocks. */
export function pictures(file: EnvironmentFile): string {
  const { definition } = synthesizeDefinition(runEnvironmentOf(file), {
    cloneSecurityGroup: 'sg',
    evidenceBucket: 'bucket',
    reportTopic: 'arn:aws:sns:local:000000000000:report',
  })
  const pause = 'ask the switch and the throttle, then the next range'
  return `# Pictures

Made from the code by \`npm run pictures\`, for \`infra/environments/${file.name}.json\`; a test
compares the two. Only the last picture is drawn by hand.

## The workflow

A frame around states is a Map over the sources. The arrows are those of the deployed state machine.

${workflowPicture(definition)}
## On AWS

${awsPicture(file)}
## A batch

Time runs from top to bottom. Rows are locked only between BEGIN and COMMIT, and nothing but the
database is waited for in between. At full pace the next batch is read while this one is stored, and
stored while this one is deleted, while a second connection reads the one after it where the server
has 4 vCPUs; below, one follows the other.

\`\`\`mermaid
sequenceDiagram
  participant purge as purge
  participant database as production's database
  participant bucket as S3
  participant client as a client
  purge->>database: read the dead rows of a range, with all that hangs on them
  database-->>purge: rows, each with a hash of its columns
  Note over database: nothing is locked
  client->>database: refresh a token: not held up
  par
  purge->>bucket: archive file of the batch
  and
  purge->>bucket: account: this batch is about to go (If-Match)
  and at full pace
  purge->>database: read the next batch
  end
  bucket-->>purge: both are stored
  opt at full pace
  purge-)bucket: archive file and account of the next batch
  end
  rect rgb(235, 235, 235)
  Note over purge,database: one transaction, aims at 250 ms
  purge->>database: BEGIN, lock the rows by their keys, pass over what others hold
  purge->>database: test condition and hash again, ask the application's own question
  purge->>database: DELETE children, then rows, by their keys
  purge->>database: COMMIT, if the deleted count is the locked count
  end
  Note over purge: account: gone (stored with the next entry)
  Note over purge: sleep for what production's pace leaves<br>(productionShare at most),<br>${pause}
\`\`\`
`
}
