import { z } from 'zod'

/** Lambda reports an error as JSON, the state machine as text. */
export function messageOf(cause: string): string {
  try {
    return z.object({ errorMessage: z.string() }).parse(JSON.parse(cause)).errorMessage
  } catch {
    return cause
  }
}
