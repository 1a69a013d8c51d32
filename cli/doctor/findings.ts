import { control } from './control.ts'
import type { Finding } from './finding.ts'
import { lastPreflight } from './last-preflight.ts'
import { lastRun } from './last-run.ts'
import { alarms, clones } from './left.ts'
import type { Scene } from './scene.ts'
import { schedule } from './schedule.ts'
import { secrets } from './secrets.ts'
import { sources } from './sources.ts'
import { stack } from './stack.ts'
import { subscribers } from './subscribers.ts'

/** What the caller's credentials can see, asked now, in the order of the table. */
const checks: readonly ((scene: Scene) => Promise<readonly Finding[]>)[] = [
  stack,
  schedule,
  control,
  subscribers,
  lastRun,
  clones,
  alarms,
  sources,
  secrets,
]

/** Everything that can be known of an environment without starting a run. */
export async function allFindings(scene: Scene): Promise<readonly Finding[]> {
  const now: Finding[] = []
  for (const check of checks) now.push(...(await check(scene)))
  return [...now, ...(await lastPreflight(scene, new Set(now.map(({ name }) => name))))]
}
