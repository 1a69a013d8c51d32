import { weekdays } from '../../functions/contract/window.ts'
import { shownInstant } from '../times.ts'
import { findingsOf, ok, warning, type Finding } from './finding.ts'
import type { Scene } from './scene.ts'

/** When the schedule, as it was deployed, starts the next run. */
export const schedule = ({ environment, settings }: Scene): Promise<readonly Finding[]> =>
  findingsOf('next-start', '', async () => {
    const next = nextStart(environment.schedule, new Date())
    return next === null
      ? warning(
          'No schedule starts runs.',
          `Set "schedule.enabled" and deploy, or start them: drydock run ${environment.name}`,
        )
      : ok(`${shownInstant(next)}, mode ${settings.mode}.`)
  })

/** @param schedule `SUN 02:00 UTC`; null for another text. */
export function nextStart(schedule: string, now: Date): Date | null {
  const [, day = '', hour, minute] = /^([A-Z]{3}) (\d\d):(\d\d) UTC$/.exec(schedule) ?? []
  const wanted = (weekdays.findIndex((one) => one === day) + 1) % 7
  if (hour === undefined) return null
  const next = new Date(now)
  next.setUTCHours(Number(hour), Number(minute), 0, 0)
  while (next <= now || next.getUTCDay() !== wanted) next.setUTCDate(next.getUTCDate() + 1)
  return next
}
