import { readFileSync } from 'node:fs'
import { after } from 'node:test'
import { runEnvironmentSchema } from '../../functions/contract/environment.ts'
import { synthesizeDefinition } from '../../infra/workflow-definition.ts'
import { startCloud } from '../../local/cloud/start-cloud.ts'
import { runExecution } from '../../local/run-execution.ts'
import { openScratch } from '../../local/scratch.ts'

// The workflow in the local cloud, for an engine of which there is no server.
export const scratch = openScratch()
after(() => scratch.close())
export const cloud = await startCloud(scratch.folder, `${scratch.folder}/buckets`)
scratch.onCleanup(() => cloud.close())
Object.assign(process.env, cloud.environment, { DRYDOCK_LOG: `${scratch.folder}/drydock.log` })
cloud.parameters.set('/drydock/test/control', '{"stop": false}')
const secret = cloud.secrets.add('production', { username: 'drydock', password: 'secret' })

const deployment = {
  cloneSecurityGroup: 'sg-clones',
  evidenceBucket: 'evidence',
  reportTopic: 'arn:aws:sns:eu-west-1:000000000000:reports',
}
let runs = 0

interface Ended {
  /** The last error of a function, as the state machine sees it. */
  readonly error: string | undefined
  readonly message: string
  readonly states: readonly string[]
  readonly report: string
}

/** Runs the workflow on a source of the engine, whose databases are given as in a file. */
export const runOf =
  (engine: string, databases: readonly object[]) =>
  async (mode: string, instance = 'production', acceptPreview = true): Promise<Ended> => {
    const environment = runEnvironmentSchema.parse({
      name: 'test',
      allowProductionPurge: true,
      acceptPreview,
      sources: [{ instance, engine, databases, secret }],
    })
    const states: string[] = []
    const name = `preview-${++runs}`
    const error = await runExecution(synthesizeDefinition(environment, deployment), {
      name,
      startTime: new Date(),
      input: { mode },
      fail: undefined,
      executions: cloud.executions,
      answerTo: cloud.answerTo,
      onState: (state) => void states.push(state),
    })
    const report = `${scratch.folder}/buckets/evidence/runs/${name}/report.html`
    return {
      ...{ error: error?.name, message: error?.message ?? '', states },
      report: readFileSync(report, 'utf8'),
    }
  }

export const clones = (): readonly string[] =>
  [...cloud.rds.instances.keys()].filter((id) => id.startsWith('drydock-'))
