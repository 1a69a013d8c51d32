import type { Command } from 'commander'
import { clones } from '../commands/clones.ts'
import { cost } from '../commands/cost.ts'
import { doctor } from '../commands/doctor.ts'
import { history } from '../commands/history.ts'
import { logs } from '../commands/logs.ts'
import { report } from '../commands/report.ts'
import { show } from '../commands/show.ts'
import { status } from '../commands/status.ts'
import { ui } from '../commands/ui.ts'
import {
  count,
  environmentArgument,
  environmentOption,
  jsonOption,
  runArgument,
  type Making,
} from './options.ts'

/** Commands that change nothing. */
export function addLooking(program: Command, { terminal, end }: Making): void {
  program.commandsGroup('To look:')
  program
    .command('status')
    .description('environments, their last runs, and how far one is that is under way')
    .argument('[environment]', 'all that are deployed when absent')
    .option('--runs <n>', 'how many runs', count, 5)
    .option('--watch', 'go on showing it, until Ctrl-C')
    .addOption(jsonOption().conflicts('watch'))
    .action(async (name, options) => end(await status(terminal, name, options)))
  program
    .command('doctor')
    .description('all that can be known before the next run, each line with its remedy')
    .argument(...environmentArgument)
    .option('--plan', 'let a run of mode plan look first, which changes nothing')
    .addOption(jsonOption())
    .action(async (name, options) => end(await doctor(terminal, name, options)))
  program
    .command('show')
    .description('what came of a run: verdict, tables, gates, checks, and what to do next')
    .argument(...runArgument)
    .addOption(environmentOption())
    .addOption(jsonOption())
    .action(async (run, options) => end(await show(terminal, run, options)))
  program
    .command('report')
    .description("fetches a run's report page")
    .argument(...runArgument)
    .addOption(environmentOption())
    .option('--folder <dir>', 'where to put it', '.')
    .option('--open', 'open it in the browser')
    .action(async (run, options) => end(await report(terminal, run, options)))
  program
    .command('history')
    .description('the runs that have reported, oldest first, with the rows they deleted')
    .argument(...environmentArgument)
    .option('--runs <n>', 'how many runs', count, 12)
    .addOption(jsonOption())
    .action(async (name, options) => end(await history(terminal, name, options)))
  program
    .command('clones')
    .description('the clones that exist: age, cost so far, and whether their run goes on')
    .argument(...environmentArgument)
    .addOption(jsonOption())
    .action(async (name, options) => end(await clones(terminal, name, options)))
  program
    .command('logs')
    .description('what the functions of a run have logged')
    .argument(...runArgument)
    .addOption(environmentOption())
    .option('--errors', 'warnings and errors only')
    .addOption(jsonOption())
    .action(async (run, options) => end(await logs(terminal, run, options)))
  program
    .command('cost')
    .description('hours of the last runs and of their clones, and what these have cost')
    .argument(...environmentArgument)
    .option('--runs <n>', 'how many runs', count, 12)
    .addOption(jsonOption())
    .action(async (name, options) => end(await cost(terminal, name, options)))
  program
    .command('ui')
    .description('serves a page on this computer that shows all of it, with controls, until Ctrl-C')
    .action(async () => end(await ui(terminal)))
}
