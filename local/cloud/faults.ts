import { CloudError } from './request.ts'

/** An error that is answered in place of what was asked. */
export interface Fault {
  /** As AWS names the call, e.g. RestoreDBInstanceFromDBSnapshot. */
  readonly action: string
  /** As AWS names the error, e.g. InstanceQuotaExceeded. */
  readonly code: string
  /** 400 when absent. From 500 on the SDK itself tries again. */
  readonly status?: number
  /** How many calls get it; one when absent. */
  readonly times?: number
}

/** What AWS may refuse and a healthy local cloud would not. */
export class Faults {
  readonly #ahead: { readonly fault: Fault; left: number }[] = []

  add(fault: Fault): void {
    this.#ahead.push({ fault, left: fault.times ?? 1 })
  }

  /** @throws CloudError where a fault waits for this call */
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
