import {
  beginning,
  follow,
  readings,
  type Following,
} from '../../functions/throttle/pace-control.ts'
import type { Pulse } from '../../functions/throttle/pace-pulse.ts'
import { random } from '../soak/week.ts'

/** A server with a load and a purge beside it: queues as in M/M/c, noise, and outliers. */
export interface Model {
  readonly seed: number
  readonly vcpus: number
  /** Statements of others that run at once on average, at a second. */
  readonly load: (at: number) => number
  /** Sessions that always run, such as those of replicas. */
  readonly always?: number
  /** Of them, those that are known. */
  readonly standing?: number
  readonly ceiling?: number
  /** How many times as long a commit takes beside a second connection. */
  readonly secondCosts?: number
}

/** A batch: when it began, in s, the share it was given, and on how many connections. */
export interface Step {
  readonly at: number
  readonly share: number
  readonly connections: 1 | 2
}

/** The mean wait of a request in multiples of its own time (Sakasegawa's approximation). */
const wait = (busy: number, vcpus: number): number => {
  const used = Math.min(0.97, busy / vcpus)
  return used ** (Math.sqrt(2 * (vcpus + 1)) - 1) / (vcpus * (1 - used))
}

/** How the share goes over so many seconds. */
export function simulate(
  { seed, vcpus, load, always = 0, standing = 1, ceiling = 1, secondCosts = 1 }: Model,
  seconds: number,
): Step[] {
  const draw = random(seed)
  const noise = (spread: number) =>
    Math.exp(spread * Math.sqrt(-2 * Math.log(1 - draw())) * Math.cos(2 * Math.PI * draw()))
  const outlier = (share: number, times: number) => (draw() < share ? times : 1)
  const steps: Step[] = []
  const pulse = (beside: number, busy: number, commit: number | null): Pulse => {
    // Between two batches the purge is not there, but for those who waited for it.
    const waits = wait(beside + busy, vcpus)
    return {
      running: (always + poisson(draw, beside * (1 + waits))) / vcpus,
      statement: 0.5 * noise(0.4) * (1 + waits) * outlier(0.02, 40),
      commit: commit && commit * noise(0.4) * (1 + 2 * waits) * outlier(0.02, 10),
    }
  }
  let at = 0
  let following: Following = beginning(standing / vcpus)
  for (let reading = 0; reading < readings; reading++, at += 0.02)
    following = follow(following, pulse(load(at), 0, null), ceiling, 1)
  for (let felt = at; at < seconds; ) {
    const share = Math.min(ceiling, following.share)
    const { connections } = following
    const short = following.reasons.length > 0 ? 0.25 : 1
    const worked = 0.25 * short * noise(0.3) * (1 + 0.3 * wait(load(at) + connections, vcpus))
    steps.push({ at, share, connections })
    at += worked / share
    if (at - felt < 0.1) continue
    felt = at
    const commit = 6 * (0.5 + short) * (connections === 2 ? secondCosts : 1)
    following = follow(following, pulse(load(at), share, commit), ceiling, 1)
  }
  return steps
}

function poisson(draw: () => number, mean: number): number {
  let [count, chance] = [0, Math.exp(-mean)]
  for (let left = draw() - chance; left > 0 && count < 200; left -= chance) chance *= mean / ++count
  return count
}

/** The mean share from one instant to another. */
export function meanShare(steps: readonly Step[], from: number, to: number): number {
  let sum = 0
  for (const [index, { at, share }] of steps.entries()) {
    const end = steps[index + 1]?.at ?? to
    sum += share * Math.max(0, Math.min(to, end) - Math.max(from, at))
  }
  return sum / (to - from)
}
