import { z } from 'zod'
import { namePrefix } from './names.ts'

/**
 * What a step does in an account of the clones' own: a role each, so that no step may do more there
 * than it may with clones beside production.
 */
export const cloneUses = ['look', 'connect', 'copy', 'restore', 'delete'] as const
export type CloneUse = (typeof cloneUses)[number]

/** The name of such a role, up to the use that ends it. */
export const cloneRoles = (environment: string): string => `${namePrefix}-${environment}-clones-`

/** What the handlers know of the account, if the clones have one of their own. */
export const cloneAccountSchema = z.strictObject({
  account: z.string(),
  /** The ARN of its roles, up to the use that ends it. */
  roles: z.string().min(1),
  externalId: z.string().min(1),
  /** The DB subnet group that clones are restored into. */
  subnetGroup: z.string().min(1),
  /** The key that encrypts copies of encrypted snapshots, and thereby the clones. */
  key: z.string().min(1),
})
export type CloneAccount = z.infer<typeof cloneAccountSchema>
