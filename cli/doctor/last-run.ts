import { identify } from '../../functions/contract/source.ts'
import { messageOf } from '../../functions/report/message-of.ts'
import { isRunning, readExecution } from '../aws/executions.ts'
import { readEvidence } from '../evidence.ts'
import { liveRun, shownState } from '../live-run.ts'
import { shownInstant } from '../times.ts'
import { fault, findingsOf, ok, warning, type Finding } from './finding.ts'
import type { Scene } from './scene.ts'

/** How the last run ended, or what it does. */
export const lastRun = (scene: Scene): Promise<readonly Finding[]> =>
  findingsOf('last-run', '', async () => {
    const { environment, runs } = scene
    const [last] = runs
    if (last === undefined)
      return warning('There was none yet.', `drydock doctor ${environment.name} --plan`)
    const { name } = last
    const about = `${name}, started ${shownInstant(last.startedAt)}`
    if (isRunning(last)) {
      const live = await liveRun(environment, last)
      return live.state === 'AskApproval'
        ? warning(
            `${about}, waits for approval.`,
            `drydock approve ${name}, or drydock reject ${name}`,
          )
        : ok(`${about}: ${shownState(live)}.`)
    }
    if (last.status === 'SUCCEEDED') return ok(`${about}: succeeded.`)
    const whole = await readExecution(environment.runs, name)
    const said = whole?.error == null ? '' : `: ${whole.error}: ${messageOf(whole.cause ?? '')}`
    // What ends a run before its preflight shows nowhere else.
    const level = (await cameToPreflight(scene, name)) ? warning : fault
    return level(`${about}, ended as ${last.status}${said}`, `drydock show ${name}`)
  })

async function cameToPreflight({ environment, settings }: Scene, run: string): Promise<boolean> {
  for (const source of settings.sources) {
    const { name } = identify(source)
    if ((await readEvidence(environment, run, name, 'preflight-production')) === null) return false
  }
  return true
}
