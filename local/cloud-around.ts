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
  return cloud
}

/** Told of each run that asks for approval, and until when. */
export const onQuestion = (cloud: Cloud, told: (run: string, subject: string) => void): void =>
  cloud.onMessage(({ subject, message }) => {
    const run = askingRun(message)
    if (run !== null) told(run, subject)
  })

/** The run whose request for approval a message is; null of any other. */
export const askingRun = (message: string): string | null =>
  /^npx drydock approve (\S+)/m.exec(message)?.[1] ?? null
