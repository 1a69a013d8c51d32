import { type Command, Option } from 'commander'
import { sourceEngines, sourceKinds } from '../../functions/contract/source.ts'
import { checkConfig } from '../commands/check-config.ts'
import { grants } from '../commands/grants.ts'
import { init } from '../commands/init.ts'
import { firstModes } from '../init/questions.ts'
import { sql } from '../commands/sql.ts'
import { environmentArgument, jsonOption, type Making } from './options.ts'

/** Commands for whoever prepares an environment. */
export function addChecking(program: Command, { terminal, end }: Making): void {
  program.commandsGroup('To prepare an environment:')
  program
    .command('init')
    .description('asks for what an environment needs, writes its file, prints the grants as SQL')
    .argument('<environment>', 'its name: 1 to 16 lower-case letters and digits')
    .option('--source <id>', 'DB instance or cluster of production in RDS')
    .addOption(choice('--kind <kind>', 'what it is, where RDS cannot be read', sourceKinds))
    .addOption(choice('--engine <engine>', 'its engine, where RDS cannot be read', sourceEngines))
    .option('--databases <names>', 'its databases, each as NAME or NAME.SCHEMA')
    .option('--secret <secret>', 'name or ARN of the secret with its user and password')
    .option('--vpc <id>', 'its VPC, where RDS cannot be read')
    .option('--subnets <ids>', "of the functions; production's by default")
    .option('--security-groups <ids>', 'of the functions, which production admits')
    .option('--schedule <start>', 'weekly start in UTC, such as "SUN 02:00"')
    .option('--window <times>', 'when rows may be deleted, such as "SAT,SUN 01:00-06:00"')
    .option('--mail <address>', 'for reports and alarms')
    .addOption(choice('--mode <mode>', 'how far weekly runs go', firstModes))
    .option('--account <number>', "the account; the credentials' own by default")
    .option('--folder <dir>', 'where to write the file', 'infra/environments')
    .option('--user <name>', 'the user of the grants, as the database writes it')
    .action(async (name, { folder, user, ...given }) =>
      end(await init(terminal, name, { folder, user, answers: byFlag(given) })),
    )
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
    .option('--connection <file>', "option file of the database's clients; --local knows its own")
    .option('--source <name>', 'the source, where the environment has several')
    .option('--rule <name>', 'only this rule')
    .option('--explain', "with the server's plan of the first batch")
    .addOption(jsonOption())
    .action(async (name, options) => end(await sql(terminal, name, options)))
}

/** Answers by their flags, as they stand on the command line. */
const byFlag = (given: Readonly<Record<string, string | undefined>>) =>
  Object.fromEntries(
    Object.entries(given).map(([key, value]) => [
      key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
      value,
    ]),
  )

const choice = (flags: string, description: string, choices: readonly string[]): Option =>
  new Option(flags, description).choices(choices)
