import { join } from 'node:path'
import { controlName } from '../functions/contract/control.ts'
import { startCloud, type Cloud } from './cloud/start-cloud.ts'
import { laptop } from './laptop.ts'
import type { Scratch } from './scratch.ts'
import type { DatabaseServer } from './server/server-software.ts'

/** Starts a local cloud whose one DB instance is production, and points the AWS SDK at it. */
export async function cloudAround(server: DatabaseServer, scratch: Scratch): Promise<Cloud> {
  const cloud = await startCloud(scratch.folder, join(scratch.folder, 'buckets'))
  scratch.onCleanup(() => cloud.close())
  Object.assign(process.env, cloud.environment)
  cloud.rds.addInstance('production', server)
  cloud.parameters.set(controlName(laptop.name), '{"stop": false}')
  cloud.metrics.set('production', 'FreeStorageSpace', 80 * 2 ** 30)
  cloud.secrets.add('production', {
    username: server.rootUser,
    password: server.rootPassword,
  })
  cloud.onMessage(({ subject, message }) => {
    if (/ approve until /.test(subject)) console.log(toApprove(cloud, subject, message))
  })
  return cloud
}

/** Commands of drydock look in the local cloud with --local, which refuses a region. */
export const answeredHere = (message: string): string =>
  message.replace(/^(npx drydock .*) --region \S+$/gm, '$1 --local')

/** A request for approval, and what the AWS CLI needs to answer it here. */
function toApprove({ environment }: Cloud, subject: string, message: string): string {
  const settings = Object.entries(environment).map(([name, value]) => `${name}=${value}`)
  return (
    `\n${subject}\n\n${answeredHere(message)}\nIf npm start has an --out, give npx drydock the ` +
    `same. For the AWS CLI, first run: export ${settings.join(' ')}\n`
  )
}
