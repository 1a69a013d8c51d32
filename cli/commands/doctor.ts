import { plural } from '../../functions/contract/quantity.ts'
import { startExecution } from '../aws/executions.ts'
import { findDeployed } from '../deployed.ts'
import type { Finding } from '../doctor/finding.ts'
import { allFindings } from '../doctor/findings.ts'
import { sceneOf } from '../doctor/scene.ts'
import { exitCodes } from '../exit-codes.ts'
import { followRun } from '../follow.ts'
import type { Terminal } from '../terminal.ts'
import { executionName } from '../wait-for.ts'

interface Options {
  readonly plan?: true
  readonly json?: true
}

/**
 * Everything that can be known of an environment before its next run, each line with its remedy;
 * 1 if there is a fault. With plan, a run of mode plan looks first: it changes nothing.
 */
export async function doctor(
  terminal: Terminal,
  name: string | undefined,
  { plan, json }: Options,
): Promise<number> {
  if (plan === true) await planNow(terminal, name)
  const scene = await sceneOf(name)
  const findings = await allFindings(scene)
  const environment = scene.environment.name
  if (json === true) terminal.print(JSON.stringify({ environment, findings }, null, 2))
  else printFindings(terminal, findings)
  return findings.some(({ level }) => level === 'fault') ? exitCodes.failed : exitCodes.done
}

/** However it ends: its end is a finding. */
async function planNow(terminal: Terminal, name: string | undefined): Promise<void> {
  const environment = await findDeployed(name)
  const run = executionName('plan')
  await startExecution(environment.runs, run, { mode: 'plan' })
  terminal.say(`Started ${run}, mode plan, which changes nothing. It goes on after Ctrl-C.`)
  await followRun(terminal, environment, run)
}

const colours = { ok: 'green', warning: 'yellow', fault: 'red' } as const

function printFindings(terminal: Terminal, findings: readonly Finding[]): void {
  const subject = ({ name, about }: Finding) => (about === '' ? name : `${name} (${about})`)
  const width = Math.max(...findings.map((one) => subject(one).length))
  for (const one of findings) {
    const level = terminal.style(colours[one.level], one.level.padEnd('warning'.length))
    terminal.print(`${level}  ${subject(one).padEnd(width)}  ${one.found}`)
    if (one.remedy !== '') terminal.print(`${' '.repeat(9)}-> ${one.remedy}`)
  }
  const count = (level: Finding['level']) => findings.filter((one) => one.level === level).length
  const [faults, warnings] = [count('fault'), count('warning')]
  terminal.print(
    `${faults} ${plural(faults, 'fault')}, ${warnings} ${plural(warnings, 'warning')}, ` +
      `${count('ok')} ok`,
  )
}
