const hour = 3_600_000
/** How far back changes are looked for. */
const years = 2

/** ms that the zone is ahead of UTC. */
function offsetOf(zone: Intl.DateTimeFormat, at: number): number {
  const text = zone.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? ''
  const [, sign = '+', hours = '0', minutes = '0'] = /([+-])(\d\d):(\d\d)$/.exec(text) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * hour + Number(minutes) * 60_000)
}

/**
 * Wall times (µs) round the zone's last changes of its clocks before an instant: right before,
 * right after, and in the hour that is left out or comes twice. None for a zone without changes, or
 * one that is not known here by its name.
 */
export function clockChanges(zone: string, until: Date): bigint[] {
  let format: Intl.DateTimeFormat
  try {
    format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' })
  } catch {
    return []
  }
  const found: bigint[] = []
  const start = Math.floor(until.getTime() / hour) * hour
  for (let at = start; at > start - years * 366 * 24 * hour; at -= 24 * hour) {
    if (offsetOf(format, at) === offsetOf(format, at - 24 * hour)) continue
    let [low, high] = [at - 24 * hour, at]
    while (high - low > 60_000) {
      const middle = Math.floor((low + high) / 120_000) * 60_000
      if (offsetOf(format, middle) === offsetOf(format, low)) low = middle
      else high = middle
    }
    const [was, is] = [offsetOf(format, low), offsetOf(format, high)]
    for (const wall of [high + was - 1000, high + (was + is) / 2, high + is + 1000])
      found.push(BigInt(wall) * 1000n)
    if (found.length >= 6) break
  }
  return found
}
