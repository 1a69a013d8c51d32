import { type Command, Option } from 'commander'
import { modes } from '../../functions/contract/environment.ts'
import { approve, reject } from '../commands/answer.ts'
import { cancel } from '../commands/cancel.ts'
import { follow, startRun } from '../commands/run.ts'
import { sweep } from '../commands/sweep.ts'
import { undo } from '../commands/undo.ts'
import {
  environmentArgument,
  environmentOption,
  instant,
  jsonOption,
  reason,
  runArgument,
  type Making,
  yesOption,
} from './options.ts'

/** Commands that start, let on, end and undo runs. */
export function addRunning(program: Command, { terminal, end }: Making): void {
  program.commandsGroup('To run:')
  program
    .command('run')
    .description('starts a run, follows it, and shows what came of it')
    .argument(...environmentArgument)
    .addOption(
      new Option('--mode <mode>', "how far; the environment's own when absent").choices(modes),
    )
    .option('--rule <name>', 'only this rule; repeatable', (name: string, all: string[] = []) => [
      ...all,
      name,
    ])
    .option('--confirm-blast-radius', 'purge however many rows would be deleted')
    .option('--name <name>', 'the name of the run')
    .option('--no-follow', 'print its name and end')
    .addOption(yesOption())
    .action(async (name, options) => end(await startRun(terminal, name, options)))
  program
    .command('follow')
    .description('follows a run that is under way, and shows what came of it')
    .argument(...runArgument)
    .addOption(environmentOption())
    .action(async (name, options) => end(await follow(terminal, name, options)))
  program
    .command('approve')
    .description('shows what a waiting run would delete, asks, and lets it purge production')
    .argument(...runArgument)
    .addOption(environmentOption())
    .addOption(yesOption())
    .action(async (name, options) => end(await approve(terminal, name, options)))
  program
    .command('reject')
    .description('ends a run that waits for approval; production stays untouched')
    .argument(...runArgument)
    .requiredOption('--why <reason>', 'the reason, for the report', reason)
    .addOption(environmentOption())
    .addOption(yesOption())
    .action(async (name, options) => end(await reject(terminal, name, options)))
  program
    .command('cancel')
    .description('ends a run where it is: after its batch, by its question, or at once')
    .argument(...runArgument)
    .addOption(environmentOption())
    .addOption(yesOption())
    .action(async (name, options) => end(await cancel(terminal, name, options)))
  program
    .command('undo')
    .description('counts the rows of a run that would come back; --apply puts them back')
    .argument('<run>', 'the run that deleted them')
    .showHelpAfterError(
      'npx drydock status lists the last runs, npx drydock undo --help all options.',
    )
    .addOption(environmentOption())
    .option('--source <name>', 'the source, where the environment has several')
    .option('--rule <name>', 'rows that this rule deleted')
    .option('--table <name>', 'rows of this table')
    .option('--key <key>', 'the row with this key, its columns joined by a space')
    .option('--since <iso>', 'rows deleted at this instant or later', instant)
    .option('--until <iso>', 'rows deleted before this instant', instant)
    .addOption(
      new Option(
        '--on-collision <what>',
        'what to do with a row whose place is taken or whose parent is missing',
      )
        .choices(['skip', 'fail'])
        .default('skip'),
    )
    .option('--apply', 'put them back, after you confirm')
    .addOption(yesOption())
    .addOption(jsonOption())
    .action(async (name, options) => end(await undo(terminal, name, options)))
  program
    .command('sweep')
    .description('what ended runs have left; --apply deletes it, and gathers the files of archives')
    .argument(...environmentArgument)
    .option('--apply', 'delete what may go and gather archives, after you confirm')
    .addOption(yesOption())
    .addOption(jsonOption())
    .action(async (name, options) => end(await sweep(terminal, name, options)))
}
