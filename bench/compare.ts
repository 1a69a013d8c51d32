import type { Contender } from './contenders.ts'
import { measure, type Ground } from './measure.ts'
import type { Options } from './options.ts'
import type { Result } from './result.ts'

/** How fast requests beside the purge were answered, where there were any. */
const answered = ({ during, idle }: Result): string =>
  during === null ? '' : `, p99 ${during.p99.toFixed(1)} ms (idle ${idle?.p99.toFixed(1)})`

/**
 * Every contender without and with the load, round after round, so that what else the machine does
 * meets all alike.
 */
export async function compare(
  ground: Ground,
  contenders: readonly Contender[],
  { rounds, load, connections, waves, warmUp, idle }: Options,
): Promise<readonly Result[]> {
  const { say } = ground
  const results: Result[] = []
  for (let round = 1; round <= rounds; round++)
    for (const beside of load === 0
      ? [null]
      : [
          null,
          {
            perSecond: load,
            connections,
            waves: waves ?? null,
            warmUpSeconds: warmUp,
            idleSeconds: idle,
          },
        ])
      for (const contender of contenders.filter(
        ({ quietOnly }) => beside === null || quietOnly !== true,
      )) {
        say(
          `${contender.name}${beside === null ? '' : `, ${load} requests/s beside it`}` +
            `${rounds === 1 ? '' : ` (round ${round} of ${rounds})`}`,
        )
        try {
          const result = await measure(ground, contender, beside)
          results.push(result)
          say(
            `  ${result.seconds.toFixed(1)} s, ` +
              `${Math.round(result.tokensPerSecond).toLocaleString('en-US')} ` +
              `tokens/s${answered(result)}`,
          )
          for (const fault of result.faults) say(`  FAULT: ${fault}`)
        } catch (error) {
          // The others' figures are worth having all the same.
          say(`  FAILED: ${error instanceof Error ? error.message : String(error)}`)
        }
      }
  return results
}
