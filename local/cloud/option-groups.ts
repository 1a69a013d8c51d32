import { CloudError } from './request.ts'

/** An option of a group, as RDS shows it. */
export interface Option {
  readonly OptionName: string
  /** Where it listens, beside the instance's own port. */
  readonly Port?: number
  /** It is never taken out of its group again. */
  readonly Permanent?: boolean
  readonly OptionSettings?: readonly { readonly Name: string; readonly Value: string }[]
}

/** The option groups of an account. */
export class OptionGroups {
  /** Those that somebody made, by name. The default ones have no option. */
  readonly all = new Map<string, readonly Option[]>([['local-options', []]])

  /** @throws CloudError if the account has no such group */
  of(name: string): readonly Option[] {
    const options = this.all.get(name) ?? (/^default(\W|$)/.test(name) ? [] : undefined)
    if (options === undefined)
      throw new CloudError('OptionGroupNotFoundFault', `OptionGroup ${name} not found.`, 404)
    return options
  }

  describe(name: string): unknown {
    return { OptionGroupsList: [{ OptionGroupName: name, Options: this.of(name) }] }
  }
}

/** The group that an instance has, by what RDS shows of it. */
export function groupInForce(shown: Readonly<Record<string, unknown>>): string {
  const all = (shown.OptionGroupMemberships ?? []) as readonly Record<string, string>[]
  return all.find(({ Status }) => Status === 'in-sync')?.OptionGroupName ?? 'default'
}
