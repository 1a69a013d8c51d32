/** An instant as people read it: "2026-11-29 02:00 UTC". */
export const shownInstant = (instant: string | Date): string =>
  `${new Date(instant).toISOString().slice(0, 16).replace('T', ' ')} UTC`

/** "42 s", "3 min 20 s", "2 h 5 min" or "3 d 4 h". */
export function shownSeconds(seconds: number): string {
  const all = Math.max(0, Math.round(seconds))
  if (all < 60) return `${all} s`
  if (all < 3600) return `${Math.floor(all / 60)} min ${all % 60} s`
  if (all < 172_800) return `${Math.floor(all / 3600)} h ${Math.floor((all % 3600) / 60)} min`
  return `${Math.floor(all / 86_400)} d ${Math.floor((all % 86_400) / 3600)} h`
}
