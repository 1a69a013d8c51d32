import { CloudError } from './request.ts'

interface Asked {
  readonly Name?: string
  readonly Value?: string
  readonly Type?: string
  readonly Overwrite?: boolean
}

/** Values by name. Each write of one, also by a test, is its next version. */
class Versions extends Map<string, string> {
  readonly #all = new Map<string, string[]>()

  override set(name: string, value: string): this {
    this.#all.set(name, [...(this.#all.get(name) ?? []), value])
    return super.set(name, value)
  }

  override delete(name: string): boolean {
    this.#all.delete(name)
    return super.delete(name)
  }

  versionOf(name: string): number {
    return this.#all.get(name)?.length ?? 0
  }

  /** @param asked a name, or `name:version`. @throws CloudError */
  asked(asked: string): { Name: string; Value: string; Version: number } {
    const [Name = '', wanted] = asked.split(':')
    if (!this.has(Name)) throw new CloudError('ParameterNotFound', '')
    const Version = wanted === undefined ? this.versionOf(Name) : Number(wanted)
    const Value = this.#all.get(Name)?.[Version - 1]
    if (Value === undefined) throw new CloudError('ParameterVersionNotFound', '')
    return { Name, Value, Version }
  }
}

/** SSM's GetParameter, PutParameter and DeleteParameter. */
export class Parameters {
  readonly values = new Versions()

  call(action: string, { Name = '', Value = '', Type, Overwrite }: Asked): unknown {
    const found = this.values.get(Name)
    switch (action) {
      case 'GetParameter':
        return { Parameter: this.values.asked(Name) }
      case 'PutParameter':
        checkParameter(Name, Value)
        if (found !== undefined && Overwrite !== true)
          throw new CloudError(
            'ParameterAlreadyExists',
            'The parameter already exists. To overwrite this value, set the overwrite option ' +
              'in the request to true.',
          )
        if (found === undefined && Type === undefined)
          throw new CloudError(
            'ValidationException',
            'A parameter type is required when you create a parameter.',
          )
        this.values.set(Name, Value)
        return { Version: this.values.versionOf(Name), Tier: 'Standard' }
      case 'DeleteParameter':
        if (!this.values.delete(Name)) throw new CloudError('ParameterNotFound', '')
        return {}
      default:
        throw new CloudError('InvalidAction', `The local cloud does not serve ${action} of SSM`)
    }
  }
}

/** @throws CloudError as SSM rejects a parameter of the standard tier */
function checkParameter(name: string, value: string): void {
  const [first = ''] = name.split('/').filter(Boolean)
  if (!/^(\/[\w.-]+)+$|^[\w.-]+$/.test(name) || /^(aws|ssm)/i.test(first))
    throw new CloudError('ValidationException', `Invalid parameter name: ${name}`)
  if (value === '' || Buffer.byteLength(value) > 4096)
    throw new CloudError(
      'ValidationException',
      'Standard tier parameters support a maximum parameter value of 4096 characters.',
    )
  if (/\{\{.*\}\}/s.test(value))
    throw new CloudError('ValidationException', 'Parameter value cannot be nested in {{}}.')
}
