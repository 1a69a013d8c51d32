let local = false

/** Says for all that follows whether the commands look at the local cloud instead of AWS. */
export function lookLocally(is: boolean): void {
  local = is
}

export const isLocal = (): boolean => local

/** Where the commands look, in words. */
export const here = (): string => (local ? 'in the local cloud' : 'in this account and region')
