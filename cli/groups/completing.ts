import { Argument, type Command } from 'commander'
import { completion, shells } from '../commands/completion.ts'
import type { Making } from './options.ts'

export function addCompleting(program: Command, { terminal, end }: Making): void {
  program.commandsGroup('For the shell:')
  program
    .command('completion')
    .description('prints what makes a shell complete commands and options')
    .addArgument(new Argument('<shell>', 'your shell').choices(shells))
    .action((shell) => end(completion(terminal, program, shell)))
}
