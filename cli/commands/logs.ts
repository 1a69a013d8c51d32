import { z } from 'zod'
import { namePrefix } from '../../functions/contract/names.ts'
import { stepNames, steps } from '../../infra/steps.ts'
import { linesOfRun } from '../aws/logs.ts'
import { findDeployed } from '../deployed.ts'
import { exitCodes } from '../exit-codes.ts'
import { isLocal } from '../place.ts'
import { findRun } from '../runs.ts'
import type { Terminal } from '../terminal.ts'

interface Options {
  readonly environment?: string
  readonly errors?: true
  readonly json?: true
}

/** A line as the functions write it (functions/runtime/logger.ts). */
const lineSchema = z.looseObject({ level: z.string(), time: z.string(), msg: z.string() })
type Line = z.infer<typeof lineSchema>

/** What the functions of a run have logged, in order of time. */
export async function logs(terminal: Terminal, run: string, options: Options): Promise<number> {
  const environment = await findDeployed(options.environment)
  const { name, startedAt, endedAt } = await findRun(environment, run)
  const groups = stepNames.map(
    (step) =>
      `/aws/lambda/${namePrefix}-${environment.name}-` +
      steps[step].file.replace(/^functions\/(.*)\.ts$/, '$1'),
  )
  const to = endedAt === null ? new Date() : new Date(Date.parse(endedAt) + 60_000)
  const texts = await linesOfRun(groups, name, new Date(startedAt), to)
  const lines = texts.flatMap((text) => lineSchema.safeParse(parsed(text)).data ?? [])
  const wanted = lines.filter(
    ({ level }) => options.errors !== true || level === 'error' || level === 'warn',
  )
  if (options.json === true) terminal.print(JSON.stringify(wanted, null, 2))
  else for (const line of wanted) terminal.print(shownLine(terminal, line))
  if (wanted.length === 0)
    terminal.say(
      `${name} has no such line.` +
        (isLocal()
          ? ''
          : ' CloudWatch Logs shows a line a little after it was written, and keeps it for ' +
            'logRetentionDays.'),
    )
  return exitCodes.done
}

/** What CloudWatch is told about a line's metrics stays out; their values are members too. */
function shownLine(terminal: Terminal, { level, time, msg, ...rest }: Line): string {
  const more = Object.entries(rest)
    .filter(([name]) => name !== 'runId' && name !== '_aws')
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
  const colour = level === 'error' ? 'red' : level === 'warn' ? 'yellow' : 'dim'
  return [time.slice(11, 19), terminal.style(colour, level.padEnd(5)), msg, ...more].join('  ')
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
