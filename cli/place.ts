let local: string | null = null
let connection: string | null = null

/**
 * Says for all that follows where the commands look.
 * @param out the folder of the local run; null for AWS.
 */
export function lookIn(out: string | null): void {
  local = out
  connection = null
}

/** @param file by which clients connect to production of the local run. */
export function connectBy(file: string | null): void {
  connection = file
}

export const localConnection = (): string | null => connection

export const isLocal = (): boolean => local !== null

/** The options by which another command looks at the same local run; null for AWS. */
export const localWords = (): string | null =>
  local === null ? null : local === 'out' ? '--local' : `--local --out ${local}`

/** Where the commands look, in words. */
export const here = (): string => (isLocal() ? 'in the local cloud' : 'in this account and region')
