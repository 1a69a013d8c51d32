import { after } from 'node:test'
import { createConnection } from 'mysql2/promise'
import { startCloud } from '../../local/cloud/start-cloud.ts'
import { openScratch } from '../../local/scratch.ts'
import { findSoftware } from '../../local/server/find-software.ts'

// A test file's production: a server of its own behind the local cloud. What speaks through the SDK
// is imported after this: it reads from the environment where it speaks to.
export const scratch = openScratch()
after(() => scratch.close())
const software = await findSoftware('mariadb', (line) => console.log(line))
const dataDirectory = `${scratch.folder}/data`
await software.initialize(dataDirectory)
export const server = await software.start({ dataDirectory })
export const cloud = await startCloud(scratch.folder, `${scratch.folder}/buckets`)
scratch.onCleanup(() => cloud.close())
Object.assign(process.env, cloud.environment)
cloud.rds.addInstance('production', server)
/** As root, of no database yet. */
export const connection = await createConnection({
  host: server.host,
  port: server.port,
  user: 'root',
  password: server.rootPassword,
})
scratch.onCleanup(() => connection.end())

export const deployment = {
  cloneSecurityGroup: 'sg-1',
  evidenceBucket: 'evidence',
  reportTopic: 'arn:aws:sns:eu-west-1:000000000000:reports',
}
/** A function's call with all the time that Lambda gives: a busy computer needs it. */
export const context = { getRemainingTimeInMillis: () => 900_000 } as never
