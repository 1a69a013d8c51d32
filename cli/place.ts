let local: string | null = null

/**
 * Says for all that follows where the commands look.
 * @param out the folder of the local run; null for AWS.
 */
export function lookIn(out: string | null): void {
  local = out
}

export const isLocal = (): boolean => local !== null

/** The options by which another command looks at the same local run; null for AWS. */
export const localWords = (): string | null =>
  local === null ? null : local === 'out' ? '--local' : `--local --out ${local}`

/** Where the commands look, in words. */
export const here = (): string => (isLocal() ? 'in the local cloud' : 'in this account and region')
