import { StandardUnit } from '@aws-sdk/client-cloudwatch'
import { z } from 'zod'

/** A value that CloudWatch takes from a line of a log. */
export interface Datapoint {
  readonly namespace: string
  readonly name: string
  readonly unit: string
  readonly dimensions: Readonly<Record<string, string>>
  readonly value: number
  /** ms since the epoch. */
  readonly at: number
}

/** The longest line, in bytes. */
const longest = 1_048_576

const nameSchema = z.string().min(1).max(255)
const dimensionName = nameSchema.regex(/^(?!:)[\x20-\x7e]*\S[\x20-\x7e]*$/)
const dimensionValue = z
  .string()
  .max(1024)
  .regex(/^[\x20-\x7e]*[\x21-\x7e][\x20-\x7e]*$/)
const largest = 2 ** 360
const metricValue = z.number().min(-largest).max(largest)

/** The specification's words: CloudWatch User Guide, "Specification: Embedded metric format". */
const lineSchema = z.looseObject({
  _aws: z.object({
    Timestamp: z.number().int().min(1e12).max(1e13),
    CloudWatchMetrics: z.array(
      z.object({
        Namespace: nameSchema,
        Dimensions: z.array(z.array(dimensionName).max(30)).min(1),
        Metrics: z
          .array(
            z.object({ Name: nameSchema, Unit: z.enum(StandardUnit).default(StandardUnit.None) }),
          )
          .max(100),
      }),
    ),
  }),
})

/**
 * The values of a line of the embedded metric format; none of a line without `_aws`.
 * @throws Error EMFValidationErrors where CloudWatch would make no metric of it
 */
export function embeddedMetrics(line: string): Datapoint[] {
  if (Buffer.byteLength(line) > longest) throw refused(`more than ${longest} bytes`)
  const found = parsed(line)
  if (typeof found !== 'object' || found === null || !('_aws' in found)) return []
  const { data, error } = lineSchema.safeParse(found)
  if (data === undefined) throw refused(z.prettifyError(error))
  const { _aws, ...members } = data
  return _aws.CloudWatchMetrics.flatMap(({ Namespace, Dimensions, Metrics }) =>
    Dimensions.flatMap((names) =>
      Metrics.map(({ Name, Unit }) => ({
        namespace: Namespace,
        name: Name,
        unit: Unit,
        dimensions: Object.fromEntries(
          names.map((name) => [name, target(dimensionValue, members, name)]),
        ),
        value: target(metricValue, members, Name),
        at: _aws.Timestamp,
      })),
    ),
  )
}

/** A member of the root that a directive names. */
function target<T>(
  schema: z.ZodType<T>,
  members: Readonly<Record<string, unknown>>,
  name: string,
): T {
  const { data, success } = schema.safeParse(members[name])
  if (!success) throw refused(`${name} is ${JSON.stringify(members[name])}`)
  return data
}

/** An ordinary line of a log is no error. */
function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}

/** Named after the metric in which CloudWatch counts such lines. */
const refused = (why: string) => Object.assign(new Error(why), { name: 'EMFValidationErrors' })
