import type { SourceTime } from './source-evidence.ts'

/**
 * The steps on the run's time, with what no step of Drydock's sees the end of: an approval is waited for by the state
 * machine, so it lasts until the next step began; the window until it was to open.
 * @param finishedAt ISO instant.
 * @param refused the name of the error of a person's or the deadline's no; null where there was none.
 */
export function timelineOf(
  times: readonly SourceTime[],
  windowSeconds: number,
  refused: string | null,
  finishedAt: string,
): SourceTime[] {
  const sorted = [...times].sort(
    (one, other) => Date.parse(one.startedAt) - Date.parse(other.startedAt),
  )
  const nextAfter = (instant: string) =>
    sorted.find(({ startedAt }) => Date.parse(startedAt) > Date.parse(instant))?.startedAt ??
    finishedAt
  return sorted.flatMap((time): SourceTime[] => {
    if (time.step === 'ask-approval')
      return [{ ...time, endedAt: nextAfter(time.endedAt), error: time.error ?? refused }]
    if (time.step !== 'check-gates' || windowSeconds === 0 || !time.done) return [time]
    const opens = Math.min(
      Date.parse(time.endedAt) + windowSeconds * 1000,
      Date.parse(nextAfter(time.endedAt)),
    )
    return [
      time,
      {
        ...time,
        step: 'wait-for-window',
        startedAt: time.endedAt,
        endedAt: new Date(opens).toISOString(),
      },
    ]
  })
}
