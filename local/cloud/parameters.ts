import { CloudError } from './request.ts'

interface Asked {
  readonly Name?: string
  readonly Value?: string
  readonly Type?: string
  readonly Overwrite?: boolean
}

/** SSM's GetParameter, PutParameter and DeleteParameter. */
export class Parameters {
  /** Values by name. */
  readonly values = new Map<string, string>()

  call(action: string, { Name = '', Value = '', Type, Overwrite }: Asked): unknown {
    const found = this.values.get(Name)
    switch (action) {
      case 'GetParameter':
        if (found === undefined) throw new CloudError('ParameterNotFound', '')
        return { Parameter: { Name, Value: found, Version: 1 } }
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
        return { Version: 1, Tier: 'Standard' }
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
