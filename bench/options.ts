import { Command, InvalidArgumentError, Option } from 'commander'
import { engines, type Engine } from '../local/engines/engines.ts'

export interface Options {
  readonly rows: number
  readonly dead: number
  readonly engine: Engine
  readonly load: number
  readonly connections: number
  readonly waves?: number
  readonly warmUp: number
  readonly idle: number
  readonly rounds: number
  readonly only?: string
  readonly batches?: readonly number[]
  readonly procedure?: string
  readonly call?: string
  readonly replica?: true
  readonly pool?: number
  readonly growth?: readonly number[] | true
  readonly out: string
  readonly docs?: true
}

export const growthSizes = [100_000, 1_000_000, 5_000_000]

const number =
  (from: number, to: number, integer: boolean) =>
  (text: string): number => {
    const value = Number(text)
    if (!(value >= from && value <= to) || (integer && !Number.isInteger(value)))
      throw new InvalidArgumentError(
        `expected a ${integer ? 'whole ' : ''}number from ${from} to ${to}`,
      )
    return value
  }
const list =
  (from: number, to: number) =>
  (text: string): number[] =>
    text.split(',').map(number(from, to, true))

export function readOptions(): Options {
  const program = new Command('npm run bench --')
    .description(
      'Ways to purge the same database, side by side: each on a fresh copy, with and without ' +
        'token requests beside it.',
    )
    .option(
      '--rows <n>',
      'tokens, with two scopes each and codes',
      number(5000, 50_000_000, true),
      500_000,
    )
    .option('--dead <share>', 'share of them that is dead', number(0.05, 0.95, false), 0.8)
    .addOption(
      new Option('--engine <engine>', 'the database server').choices(engines).default('mysql'),
    )
    .option(
      '--load <n>',
      'token requests a second beside the purge; 0 for none',
      number(0, 10_000, true),
      100,
    )
    .option('--connections <n>', 'connections of the load', number(1, 500, true), 16)
    .option(
      '--waves <s>',
      'the load is away and there for so many seconds in turns while the purge lasts',
      number(5, 600, false),
    )
    .option('--warm-up <s>', 'seconds of load that do not count', number(0, 600, false), 10)
    .option(
      '--idle <s>',
      'seconds of load before the purge, for comparison',
      number(1, 600, false),
      20,
    )
    .option(
      '--rounds <n>',
      'rounds of all contenders; the middle one counts',
      number(1, 25, true),
      1,
    )
    .option(
      '--only <texts>',
      "only the plain DELETE and contenders whose name holds one of these, e.g. 'limit " +
        "1000,share 1'",
    )
    .option(
      '--batches <ms>',
      'Drydock with batches of these lengths too, e.g. 50,100',
      list(10, 10_000),
    )
    .option(
      '--procedure <file>',
      "a stored procedure in place of the one after the vendor's description, as the client " +
        'program reads it',
    )
    .option('--call <name>', "the procedure's name")
    .option('--replica', 'a replica follows each server: its lag is measured')
    .option(
      '--pool <bytes>',
      'buffer pool or shared buffers; the whole database where memory allows it, when absent',
      number(2 ** 26, 2 ** 40, true),
    )
    .option(
      '--growth [sizes]',
      `instead: Drydock alone on tables of these sizes (${growthSizes.join(',')})`,
      list(5000, 50_000_000),
    )
    .option('--out <dir>', 'where JSON, tables and chart go', 'out/bench')
    .option('--docs', 'write the tables into docs/performance.md too')
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
    .parse()
  const options = program.opts<Options>()
  if ((options.procedure === undefined) !== (options.call === undefined)) {
    console.error('--procedure and --call belong together: a file, and the procedure it makes')
    process.exit(2)
  }
  return options
}
