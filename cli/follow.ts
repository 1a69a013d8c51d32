import { readExecution, isRunning, type WholeExecution } from './aws/executions.ts'
import type { Deployed } from './deployed.ts'
import { News, stamped } from './news.ts'
import { liveRun, shownState } from './live-run.ts'
import type { Terminal } from './terminal.ts'

/** ms between two looks. */
const between = 3_000

/** Follows a run to its end: a line for each state, and its progress. */
export async function followRun(
  terminal: Terminal,
  environment: Deployed,
  name: string,
): Promise<WholeExecution> {
  const news = new News()
  for (let state = ''; ; ) {
    const execution = await readExecution(environment.runs, name)
    if (execution === null) throw new Error(`The run ${name} is no longer known`)
    if (!isRunning(execution)) return execution
    const live = await liveRun(environment, execution)
    const [now, shown] = [live.state ?? '', shownState(live)]
    if (news.isNew(name, now, shown)) terminal.say(stamped(shown))
    if (now !== state && now === 'AskApproval')
      terminal.say(`          it waits for an answer: drydock approve ${name}`)
    state = now
    await new Promise((done) => setTimeout(done, between))
  }
}
