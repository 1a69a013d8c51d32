import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Command } from 'commander'
import { z } from 'zod'
import { NamedError } from '../functions/contract/errors.ts'
import { addChecking } from './groups/checking.ts'
import { addCompleting } from './groups/completing.ts'
import { addLooking } from './groups/looking.ts'
import { addRunning } from './groups/running.ts'
import { addSlowing } from './groups/slowing.ts'
import { useLocalCloud } from './local.ts'
import { lookIn } from './place.ts'
import type { Terminal } from './terminal.ts'

interface Global {
  readonly local?: true
  readonly out: string
  readonly profile?: string
  readonly region?: string
}

/** The whole command line. @param end is told the exit code of the command that ran. */
export function programFor(terminal: Terminal, end: (code: number) => void): Command {
  const program = new Command('drydock')
    .description("The operator's tool: see runs, start, approve, slow, stop and undo them.")
    .version(version(), '--version', 'print the version')
    .option('--local', 'use the local cloud of npm start -- --keep instead of AWS')
    .option('--out <dir>', 'with --local: the folder of its --out', 'out')
    .option('--profile <name>', "a profile of AWS's configuration files")
    .option('--region <name>', 'the region')
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => terminal.print(text.trimEnd()),
      writeErr: (text) => terminal.say(text.trimEnd()),
    })
    .exitOverride()
    .addHelpText(
      'after',
      [
        '',
        'Exit codes:',
        '  0    done',
        '  1    the run did not succeed, or the command failed',
        '  2    the command line, or a name in it, is not valid',
        '  3    not confirmed',
        '  4    AWS refused, or did not answer',
        '  130  ended by Ctrl-C, or by Ctrl-D at a question',
        '',
        'docs/command-line.md shows each task.',
      ].join('\n'),
    )
    .hook('preAction', (all) => pointSdk(all.opts<Global>()))
  for (const add of [addLooking, addRunning, addSlowing, addChecking, addCompleting])
    add(program, { terminal, end })
  return program
}

const version = (): string =>
  z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8'))).version

/** What is said here goes before what the environment says: the SDK reads it there. */
async function pointSdk({ local, out, profile, region }: Global): Promise<void> {
  if (local !== undefined && (profile !== undefined || region !== undefined))
    throw new NamedError('InvalidInput', '--local takes neither --profile nor --region.')
  lookIn(local === undefined ? null : out)
  if (local !== undefined) await useLocalCloud(out)
  if (profile !== undefined) process.env.AWS_PROFILE = profile
  if (region !== undefined) process.env.AWS_REGION = region
}
