import { readExecution, isRunning, type WholeExecution } from './aws/executions.ts'
import type { Deployed } from './deployed.ts'
import { liveRun, shownState } from './live-run.ts'
import type { Terminal } from './terminal.ts'

/** ms between two looks, and between two lines of one state. */
const between = 3_000
const sameState = 30_000

/** Follows a run to its end: a line for each state, and its progress. */
export async function followRun(
  terminal: Terminal,
  environment: Deployed,
  name: string,
): Promise<WholeExecution> {
  let [state, shown, at] = ['', '', 0]
  for (;;) {
    const execution = await readExecution(environment.runs, name)
    if (execution === null) throw new Error(`The run ${name} is no longer known`)
    if (!isRunning(execution)) return execution
    const live = await liveRun(environment, execution)
    const now = shownState(live)
    const isNew = live.state !== state
    if (isNew || (now !== shown && Date.now() - at >= sameState)) {
      terminal.say(`${new Date().toISOString().slice(11, 19)}  ${now}`)
      if (isNew && live.state === 'AskApproval')
        terminal.say(`          it waits for an answer: drydock approve ${name}`)
      ;[state, shown, at] = [live.state ?? '', now, Date.now()]
    }
    await new Promise((done) => setTimeout(done, between))
  }
}
