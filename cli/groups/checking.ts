import { type Command, Option } from 'commander'
import { sourceEngines } from '../../functions/contract/source.ts'
import { checkConfig } from '../commands/check-config.ts'
import { grants } from '../commands/grants.ts'
import { sql } from '../commands/sql.ts'
import { environmentArgument, jsonOption, type Making } from './options.ts'

/** Commands for whoever prepares an environment. */
export function addChecking(program: Command, { terminal, end }: Making): void {
  program.commandsGroup('To prepare an environment:')
  program
    .command('check-config')
    .description('all faults of an environment file at once; asks nothing of AWS')
    .argument('<file>', 'such as infra/environments/example.json')
    .addOption(jsonOption())
    .action(async (file, options) => end(await checkConfig(terminal, file, options)))
  program
    .command('grants')
    .description("the least grants of each source's user, as SQL, from the environment file")
    .argument('[environment]', 'as in infra/environments; with --local that of the local run')
    .addOption(
      new Option(
        '--engine <engine>',
        "of all sources; by default the file's, or what RDS says",
      ).choices(sourceEngines),
    )
    .option('--user <name>', 'the user as the database writes it')
    .action(async (name, options) => end(await grants(terminal, name, options)))
  program
    .command('sql')
    .description("the statements of a batch as a run would send them, for a DBA's eyes")
    .argument(...environmentArgument)
    .requiredOption('--connection <file>', "option file of the database's own clients")
    .option('--source <name>', 'the source, where the environment has several')
    .option('--rule <name>', 'only this rule')
    .addOption(jsonOption())
    .action(async (name, options) => end(await sql(terminal, name, options)))
}
