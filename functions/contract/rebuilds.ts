import { z } from 'zod'

/**
 * Docker's official Node on Amazon ECR Public, for 64-bit ARM among others (docs.aws.amazon.com,
 * "Docker official images on Amazon ECR Public": public.ecr.aws/docker/library/<image>).
 */
const publicNode = 'public.ecr.aws/docker/library/node:24-slim'

/** How tables are rebuilt after a purge to reclaim disk space; which ones, the rules say. */
export const rebuildsSchema = z.strictObject({
  /** Whether replicas may fall behind by as long as a rebuild takes, which they repeat. */
  acceptReplicaLag: z.boolean().default(false),
  /** A task for rebuilds that take longer than one call of a function; when absent, none runs. */
  task: z
    .strictObject({
      /** A container image of Node 24 for 64-bit ARM, by default from Amazon ECR Public. */
      image: z
        .string()
        .min(1, `expected a container image such as "${publicNode}"`)
        .default(publicNode),
    })
    .optional(),
})
export type Rebuilds = z.infer<typeof rebuildsSchema>

/** Where the task is started: values that only the deployment knows. */
export const rebuildPlaceSchema = z.strictObject({
  cluster: z.string().min(1),
  taskDefinition: z.string().min(1),
  subnets: z.array(z.string()).min(1),
  securityGroups: z.array(z.string()).min(1),
})
export type RebuildPlace = z.infer<typeof rebuildPlaceSchema>

/** The task's container, and the first part of the name of its log stream. */
export const rebuildContainer = 'rebuild'

/** What the task is told: where its event is, as evidence of the run. */
export const rebuildTaskSchema = z.object({
  evidenceBucket: z.string(),
  runId: z.string(),
  source: z.string(),
  target: z.enum(['clone', 'production']),
})
export type RebuildTask = z.infer<typeof rebuildTaskSchema>
