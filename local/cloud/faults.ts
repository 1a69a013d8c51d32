import { CloudError } from './request.ts'

/** An error that replaces the answer to a call. */
export interface Fault {
  /** AWS's name for the call, e.g. RestoreDBInstanceFromDBSnapshot. */
  readonly action: string
  /** AWS's name for the error, e.g. InstanceQuotaExceeded. */
  readonly code: string
  /** 400 if absent. The SDK itself retries from 500 on. */
  readonly status?: number
  /** The number of calls that fail; 1 if absent. */
  readonly times?: number
}

/** Errors that AWS can return and a healthy local cloud would not. */
export class Faults {
  readonly #ahead: { readonly fault: Fault; left: number }[] = []

  add(fault: Fault): void {
    this.#ahead.push({ fault, left: fault.times ?? 1 })
  }

  /** @throws CloudError if an error is due for this call */
  check(action: string): void {
    const found = this.#ahead.find(({ fault, left }) => fault.action === action && left > 0)
    if (found === undefined) return
    found.left -= 1
    throw new CloudError(
      found.fault.code,
      `The local cloud was told to refuse ${action}.`,
      found.fault.status,
    )
  }
}
