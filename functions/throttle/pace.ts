import type { Pace } from '../contract/times.ts'

/** As many as a chart can show; keeps the account small, however long the purge. */
const most = 60

/**
 * Counts rows deleted at an instant. If there are too many points, each two are merged into one of
 * twice the time.
 */
export function addToPace(pace: Pace | undefined, at: number, rows: number): Pace {
  let {
    from,
    seconds,
    rows: points,
  } = pace ?? { from: new Date(at).toISOString(), seconds: 1, rows: [] }
  const indexAt = () => Math.max(0, Math.floor((at - Date.parse(from)) / 1000 / seconds))
  while (indexAt() >= most) {
    points = Array.from(
      { length: Math.ceil(points.length / 2) },
      (_, pair) => (points[2 * pair] ?? 0) + (points[2 * pair + 1] ?? 0),
    )
    seconds *= 2
  }
  const index = indexAt()
  return {
    from,
    seconds,
    rows: Array.from(
      { length: Math.max(points.length, index + 1) },
      (_, point) => (points[point] ?? 0) + (point === index ? rows : 0),
    ),
  }
}
