import { z } from 'zod'

const percentilesSchema = z.object({
  p50: z.number(),
  p95: z.number(),
  p99: z.number(),
  p999: z.number(),
  max: z.number(),
})
export type Percentiles = z.infer<typeof percentilesSchema>

/** How the requests fared that were due in one phase of a run. */
export const phaseReportSchema = percentilesSchema.extend({
  requests: z.number(),
  /** Of them, those that were under way while the load's own process stood still. */
  leftOut: z.number().default(0),
  retries: z.number(),
  errors: z.number(),
  error: z.string().nullable(),
})
export type PhaseReport = z.infer<typeof phaseReportSchema>

/** In ms, by nearest rank; zeros when nothing was measured. */
export function percentiles(milliseconds: readonly number[]): Percentiles {
  const sorted = Float64Array.from(milliseconds).sort()
  const rank = (share: number): number =>
    sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0
  return { p50: rank(0.5), p95: rank(0.95), p99: rank(0.99), p999: rank(0.999), max: rank(1) }
}
