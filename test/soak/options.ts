import { Command, InvalidArgumentError, Option } from 'commander'
import { engines, type Engine } from '../../local/engines/engines.ts'

export interface SoakOptions {
  readonly runs: number
  readonly seed: number
  readonly tokens: number
  readonly engine: Engine
  readonly out: string
}

const positive = (text: string): number => {
  if (!/^\d+$/.test(text) || Number(text) < 1)
    throw new InvalidArgumentError('expected a whole number from 1 on')
  return Number(text)
}

export const readOptions = (): SoakOptions =>
  new Command('npm run soak --')
    .description(
      'Runs the whole machine again and again on one production that lives on: a week passes ' +
        'between two runs, an application works meanwhile, and faults are drawn from a seed.',
    )
    .option('--runs <n>', 'how many weekly runs', positive, 30)
    .option('--seed <n>', 'repeats the faults of an earlier soak', positive, Date.now() % 1_000_000)
    .option('--tokens <n>', 'tokens that production begins with', positive, 3000)
    .addOption(
      new Option('--engine <engine>', 'the database server').choices(engines).default('mariadb'),
    )
    .option('--out <dir>', 'where soak.json and the log go', 'out')
    .parse()
    .opts<SoakOptions>()
