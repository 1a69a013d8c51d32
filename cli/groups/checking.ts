import type { Command } from 'commander'
import { checkConfig } from '../commands/check-config.ts'
import { jsonOption, type Making } from './options.ts'

/** Commands for whoever prepares an environment. */
export function addChecking(program: Command, { terminal, end }: Making): void {
  program.commandsGroup('To prepare an environment:')
  program
    .command('check-config')
    .description('all faults of an environment file at once; asks nothing of AWS')
    .argument('<file>', 'such as infra/environments/example.json')
    .addOption(jsonOption())
    .action(async (file, options) => end(await checkConfig(terminal, file, options)))
}
