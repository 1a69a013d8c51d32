import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { controlName, controlSchema } from '../../functions/contract/control.ts'
import { runEnvironmentSchema } from '../../functions/contract/environment.ts'
import { startCloud } from '../../local/cloud/start-cloud.ts'
import { serveMachines } from '../../local/machines.ts'

// An environment "test" as it is deployed, without a database: its runs do nothing.

export const folder = await mkdtemp(join(tmpdir(), 'deployed-'))
export const cloud = await startCloud(folder, join(folder, 'buckets'))
after(async () => {
  await cloud.close()
  await rm(folder, { recursive: true })
})
Object.assign(process.env, cloud.environment)
export const environment = runEnvironmentSchema.parse({
  name: 'test',
  sources: [
    {
      instance: 'production',
      databases: ['apim'],
      secret: 'arn:aws:secretsmanager:eu-west-1:000000000000:secret:production-abcdef',
    },
  ],
  throttle: { levels: { cpu: { slow: 50 } } },
})
export const deployment = {
  cloneSecurityGroup: 'sg-1',
  evidenceBucket: 'evidence',
  reportTopic: 'arn:aws:sns:eu-west-1:000000000000:reports',
}
serveMachines(cloud, { environment, deployment })

const name = controlName('test')
export const setSwitch = (text: string): void => void cloud.parameters.set(name, text)

/** The switch, which a purge can read. */
export function written(): string {
  const text = cloud.parameters.get(name) ?? ''
  controlSchema.parse(JSON.parse(text))
  return text
}

/**
 * Lets a run stand in a state.
 * @returns what ends it.
 */
export const standIn = (state: string, run: string, startTime?: Date): (() => Promise<void>) =>
  standing(state, run, startTime).end

/** The same, with what lets it go on to another state. */
export function standing(state: string, run: string, startTime = new Date()) {
  let enter: (state: string) => void = () => undefined
  const { machines } = cloud.stepFunctions
  const machine = machines.get('drydock-test')
  if (machine === undefined) throw new Error('no machine is served')
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  machines.set('drydock-test', {
    ...machine,
    run: ({ stop, entered }) => {
      entered(state)
      enter = entered
      stop.addEventListener('abort', () => reject(new Error('aborted, as by the interpreter')))
      return promise
    },
  })
  const ended = cloud.stepFunctions.begin('drydock-test', run, {}, startTime).catch(() => undefined)
  return {
    enter: (next: string) => enter(next),
    async end(): Promise<void> {
      resolve()
      await ended
    },
  }
}
