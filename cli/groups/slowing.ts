import { InvalidArgumentError, Option, type Command } from 'commander'
import { pace, pause, resume, stop } from '../commands/control.ts'
import { levels } from '../commands/levels.ts'
import {
  between,
  environmentArgument,
  environmentOption,
  jsonOption,
  type Making,
} from './options.ts'

const waitOption = (): Option =>
  new Option('--wait <seconds>', 'how long to wait until the purge has seen it; 0: do not')
    .argParser(between(0, 600))
    .default(60)

const keepOption = (): Option =>
  new Option(
    '--keep',
    'until it is taken back; otherwise until the runs under way must have ended, days later',
  )

const share = (text: string): number | null => {
  if (text === 'default') return null
  const value = Number(text)
  if (!(value > 0 && value <= 1))
    throw new InvalidArgumentError('expected a share above 0, at most 1, or the word default')
  return value
}

/** Commands that change the switch, which a purge of production obeys between two batches. */
export function addSlowing(program: Command, { terminal, end }: Making): void {
  program.commandsGroup('To slow, hold or stop a purge of production:')
  program
    .command('pause')
    .description('holds the purge until resume, or until throttle.patience is over')
    .argument(...environmentArgument)
    .addOption(keepOption())
    .addOption(waitOption())
    .action(async (name, options) => end(await pause(terminal, name, options)))
  program
    .command('resume')
    .description('ends a pause or a stop, and takes back a cancel')
    .argument(...environmentArgument)
    .option('--reset', 'also the pace and levels; repairs a value that is not valid')
    .addOption(waitOption())
    .action(async (name, options) => end(await resume(terminal, name, options)))
  program
    .command('pace')
    .description('the most of the time that the purge works; production decides how much of it')
    .argument('<share>', "such as 0.2; default for the environment's own", share)
    .argument(...environmentArgument)
    .option('--batch <ms>', 'the time that a batch aims at', between(10, 10_000))
    .addOption(keepOption())
    .addOption(waitOption())
    .action(async (value, name, options) => end(await pace(terminal, value, name, options)))
  program
    .command('levels')
    .description('the metrics that slow, pause and abort the purge; changes some of them')
    .argument('[change...]', 'such as cpu.pause=60 or replica-lag=off')
    .addOption(environmentOption())
    .option('--reset', "go back to the environment's own first")
    .addOption(keepOption())
    .addOption(jsonOption())
    .action(async (changes, options) => end(await levels(terminal, changes, options)))
  program
    .command('stop')
    .description('ends the purge after its batch; no run purges until resume')
    .argument(...environmentArgument)
    .addOption(waitOption())
    .action(async (name, options) => end(await stop(terminal, name, options)))
}
