import { z } from 'zod'

/** The secret of the smoke test's client. */
export const clientSchema = z.object({
  consumerKey: z.string().min(1),
  consumerSecret: z.string().min(1),
  /** Of a token that was issued before the cleanup and can still be refreshed. */
  refreshToken: z.string().min(1),
  /** A user who may introspect, if the client itself may not. */
  username: z.string().min(1).optional(),
  password: z.string().optional(),
})
export type Client = z.infer<typeof clientSchema>

export const clientWords =
  '"consumerKey", "consumerSecret" and "refreshToken", and "username" and "password" of a ' +
  'user who may introspect if the client may not'

export const basic = (user: string, password: string): string =>
  `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`

/** The passwords in the container's secret; its user names are not secret. */
export const storedSchema = z
  .record(z.string(), z.string())
  .transform((all) =>
    Object.fromEntries(Object.entries(all).filter(([key]) => key.startsWith('password'))),
  )
