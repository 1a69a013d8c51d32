import { z } from 'zod'
import { engines } from '../local/engines/engines.ts'
import { contenderChart, growthChart } from './chart.ts'
import { growthResultSchema } from './growth.ts'
import { machineSchema } from './machine.ts'
import { judge, medians, ratios, resultSchema } from './result.ts'
import { barTable, growthTable, latencyTable, workTable } from './tables.ts'
import { wordsOf } from './words.ts'
import type { Findings } from './write-results.ts'

const circumstances = z.object({
  machine: machineSchema,
  engine: z.enum(engines),
  version: z.string(),
  options: z.object({
    rows: z.number(),
    dead: z.number(),
    load: z.number(),
    connections: z.number(),
    waves: z.number().optional(),
    rounds: z.number(),
  }),
  startedAt: z.string(),
})
export const contendersSchema = circumstances.extend({
  pool: z.number(),
  databaseBytes: z.number(),
  everyRound: z.array(resultSchema),
})
export const growthSchema = circumstances.extend({ results: z.array(growthResultSchema) })
type Circumstances = z.infer<typeof circumstances>

const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`
const where = ({ machine, engine, version, startedAt }: Circumstances): string =>
  `${engine} ${version}, ${startedAt.slice(0, 10)}; ${machine.cores} cores ` +
  `(${machine.processor}), ${gigabytes(machine.memoryBytes)} of memory, ${machine.system}, ` +
  `Node ${machine.node}; load average at the start ${machine.loadAverage.join(', ')}.`

export function reportContenders(at: z.infer<typeof contendersSchema>): Findings {
  const results = medians(at.everyRound)
  const words = wordsOf(at.engine)
  const { rows, dead, load, connections, waves, rounds } = at.options
  const [quiet, loaded] = [
    results.filter((result) => result.load === 0),
    results.filter((result) => result.load > 0),
  ]
  const turns = waves === undefined ? '' : `, away and there for ${waves} s in turns`
  const bars = judge(results, waves !== undefined)
  const faults = results.flatMap(({ contender, load: beside, faults: found }) =>
    found.map((fault) => `- ${contender}${beside > 0 ? ', under load' : ''}: ${fault}`),
  )
  const what =
    `${rows.toLocaleString('en-US')} tokens, ${Math.round(dead * 100)} % dead, two scopes ` +
    `each, ${gigabytes(at.databaseBytes)} on disk, ${words.pool} ${gigabytes(at.pool)}`
  const parts = [
    `${where(at)} ${what}; ${words.durable}` +
      `${rounds > 1 ? `; the middle one of ${rounds} rounds` : ''}.`,
    `Nothing beside it; \`server goes on\` ${words.goesOn}, \`rate\` and the figures in ` +
      `parentheses are multiples of the plain DELETE's:\n\n${workTable(quiet, words)}`,
    ...(loaded.length === 0
      ? []
      : [
          `With ${load} token requests a second beside it (open loop, ${connections} ` +
            `connections${turns}; the logs hold the load's own too):\n\n` +
            workTable(loaded, words),
          'Those requests meanwhile, in ms from when each was due; in parentheses the same ' +
            `server just before the purge:\n\n${latencyTable(loaded)}`,
        ]),
    barTable(bars),
    faults.length === 0
      ? 'Every contender left exactly the rows that live.'
      : `Not every contender left exactly the rows that live:\n${faults.join('\n')}`,
  ]
  return {
    name: at.engine,
    json: {
      ...at,
      bars,
      results: results.map((result) => ({ ...result, ratios: ratios(result, results) })),
    },
    markdown: parts.join('\n\n'),
    chart: contenderChart(
      results,
      `${at.engine} ${at.version}, ${rows.toLocaleString('en-US')} tokens`,
    ),
  }
}

export function reportGrowth(at: z.infer<typeof growthSchema>): Findings {
  const { results } = at
  const parts = [
    `${where(at)} ${Math.round(at.options.dead * 100)} % dead; Drydock unthrottled, ` +
      'everything measured before, archived and judged after in one process; a pool of ' +
      'three fifths of the memory at most.',
    growthTable(results),
  ]
  return {
    name: `growth-${at.engine}`,
    json: at,
    markdown: parts.join('\n\n'),
    chart: growthChart(results, `${at.engine} ${at.version}`),
  }
}
