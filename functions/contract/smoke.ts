import { z } from 'zod'
import { smokeNames } from './check-names.ts'
import { duration, durationMilliseconds } from './duration.ts'
import { secretArn } from './secret-arn.ts'

const port = z.number().int().min(1).max(65_535)

/**
 * Memory in MiB by CPU units: minimum, maximum, step (aws-ecs FargateTaskDefinitionProps). With 256
 * units it is 512, 1024 or 2048.
 */
const memories: Readonly<Record<number, readonly [from: number, to: number, step: number]>> = {
  256: [512, 2048, 512],
  512: [1024, 4096, 1024],
  1024: [2048, 8192, 1024],
  2048: [4096, 16_384, 1024],
  4096: [8192, 30_720, 1024],
  8192: [16_384, 61_440, 4096],
  16384: [32_768, 122_880, 8192],
}
const cpus = Object.keys(memories).map(Number)

/** What is wrong with the combination of two valid values; null if Fargate accepts it. */
function memoryFault(cpu: unknown, memory: unknown): string | null {
  const range = typeof cpu === 'number' ? memories[cpu] : undefined
  if (range === undefined || typeof memory !== 'number') return null
  const [from, to, step] = range
  const fits = memory >= from && memory <= to && (memory - from) % step === 0
  if (cpu === 256)
    return fits && memory !== 1536 ? null : 'expected 512, 1024 or 2048 with "cpu" 256'
  return fits
    ? null
    : `expected ${from} to ${to} in steps of ${step}, Fargate's limits for "cpu" ${String(cpu)}`
}

const expectedImage =
  'expected a container image such as "111122223333.dkr.ecr.eu-central-1.amazonaws.com/apim:2.5.0"'
const imageText = z.string(expectedImage).min(1, expectedImage)

/** The vendor's fourth step: API Manager is started on the purged clone and tested. */
export const smokeTestSchema = z
  .strictObject({
    /** Container image that starts API Manager on the databases in its environment variables. */
    image: imageText,
    /** CPU units and MiB of the Fargate task. */
    cpu: z
      .number()
      .refine((value) => cpus.includes(value), `expected one of ${cpus.join(', ')}`)
      .default(2048),
    memory: z.number().int().min(512).max(122_880).default(4096),
    protocol: z.enum(['https', 'http']).default('https'),
    /** The port of /services/Version and /oauth2/…. */
    port: port.default(9443),
    /** Environment variables for the image besides the clone's address. No secrets. */
    environment: z
      .record(
        z
          .string()
          .regex(
            /^(?!DRYDOCK_)[A-Za-z_]\w*$/,
            'expected the name of a variable that does not begin with DRYDOCK_',
          ),
        z.string(),
      )
      .default({}),
    /**
     * Secret with `consumerKey`, `consumerSecret` and the `refreshToken` of a token issued before
     * the cleanup.
     */
    client: secretArn,
    /** An API that the client is subscribed to; when absent, none is called. */
    api: z
      .strictObject({
        port: port.default(8243),
        path: z.string().regex(/^\/\S*$/, 'expected a path such as "/pizzashack/1.0.0/menu"'),
      })
      .optional(),
    /** If API Manager does not answer within this time, the test fails. */
    deadline: duration
      .refine(
        (text) =>
          !/^\d{1,6}[mhd]$/.test(text) ||
          (durationMilliseconds(text) > 0 && durationMilliseconds(text) <= 7_200_000),
        'expected more than zero and at most two hours',
      )
      .default('15m'),
  })
  // Checked even if other keys have errors, so that all are listed at once.
  .superRefine(
    ({ cpu, memory }, context) => {
      const message = memoryFault(cpu, memory)
      if (message !== null) context.addIssue({ code: 'custom', path: ['memory'], message })
    },
    { when: ({ value }) => typeof value === 'object' && value !== null },
  )
export type SmokeTest = z.infer<typeof smokeTestSchema>

/** Where the application is started: values that only the deployment knows. */
export const applicationPlaceSchema = z.strictObject({
  cluster: z.string().min(1),
  taskDefinition: z.string().min(1),
  subnets: z.array(z.string()).min(1),
  securityGroup: z.string().min(1),
  logGroup: z.string().min(1),
  /** Drydock's own secret, from which ECS gives the container the clone's user and password. */
  credentials: z.string().min(1),
})
export type ApplicationPlace = z.infer<typeof applicationPlaceSchema>

/** The container's name, and the first part of the name of its log stream. */
export const containerName = 'application'

/** Suffix of a source's variables: none for the first, _2 for the second and so on. */
export const suffixOf = (source: number): string => (source === 0 ? '' : `_${source + 1}`)

export const smokeCheckSchema = z.object({
  check: z.enum(smokeNames),
  passed: z.boolean(),
  detail: z.string(),
})
export type SmokeCheck = z.infer<typeof smokeCheckSchema>

/** The evidence `smoke`, stored with the run's first source. */
export const smokeSchema = z.object({
  checks: z.array(smokeCheckSchema).readonly(),
  /** The last lines of the application's log, without the secrets that Drydock knows. */
  log: z.array(z.string()).readonly(),
})
export type Smoke = z.infer<typeof smokeSchema>
