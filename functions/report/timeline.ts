import type { SourceTime } from './source-evidence.ts'

/**
 * The steps on the run's time axis, including waits whose end no step sees. The state machine waits
 * for an approval, so it lasts until the next step starts; a wait for the window lasts until the
 * window opens.
 * @param finishedAt ISO instant.
 * @param refused the error name of a rejection or a missed deadline; null if there was neither.
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
