import { NamedError } from '../../functions/contract/errors.ts'

/** In the terminal a question stands here. @throws NamedError InvalidInput */
export function needTick(form: URLSearchParams): void {
  if (form.get('sure') === 'yes') return
  throw new NamedError(
    'InvalidInput',
    'The box that confirms it was not ticked. Nothing was changed. Tick it, then try again.',
  )
}

/** @throws NamedError InvalidInput */
export function textOf(form: URLSearchParams, field: string): string {
  const text = optionalOf(form, field)
  if (text !== undefined) return text
  throw new NamedError(
    'InvalidInput',
    `The field "${field}" is empty. Nothing was changed. Fill it in, then try again.`,
  )
}

export function optionalOf(form: URLSearchParams, field: string): string | undefined {
  const text = form.get(field)?.trim() ?? ''
  return text === '' ? undefined : text
}

/** One of a few. @throws NamedError InvalidInput */
export function choiceOf<Choice extends string>(
  form: URLSearchParams,
  field: string,
  choices: readonly Choice[],
): Choice {
  const text = textOf(form, field)
  const found = choices.find((one) => one === text)
  if (found !== undefined) return found
  throw new NamedError(
    'InvalidInput',
    `The field "${field}" holds "${text}", expected one of ${choices.join(', ')}. Nothing was ` +
      'changed.',
  )
}
