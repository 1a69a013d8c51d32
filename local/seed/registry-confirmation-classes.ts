import { longMax, type RowClass } from './row-class.ts'

/**
 * A resource that is a confirmation code, or looks like one. It goes with its properties and their
 * links.
 */
export interface ConfirmationClass extends RowClass {
  readonly where: 'data' | 'data of the other tenant' | 'data-old'
  /** How its properties are linked: 2.x links them by version, later releases by path. */
  readonly linked: 'by version' | 'by path' | 'by path, version zero'
  readonly property: string
  /** The text of the property, or so many ms after the cutoff (negative: before it). */
  readonly value: string | null | { readonly at: number }
}

const day = 86_400_000
const code = (
  name: string,
  verdict: RowClass['verdict'],
  value: ConfirmationClass['value'],
  rest: Partial<ConfirmationClass> = {},
): ConfirmationClass => ({
  name,
  verdict,
  share: 0,
  where: 'data',
  linked: 'by version',
  property: 'expireTime',
  value,
  ...rest,
})
const expired = { at: -30 * day }

/** Verdicts are stated, never computed. */
export const confirmationClasses: readonly ConfirmationClass[] = [
  code('expired', 'dead', expired, { share: 'rest' }),
  code('expired, linked by path', 'dead', expired, { linked: 'by path', share: 0.2 }),
  code('expired, linked by path and version zero', 'dead', expired, {
    linked: 'by path, version zero',
  }),
  code('expired, of the other tenant', 'dead', expired, { where: 'data of the other tenant' }),
  code('valid', 'alive', { at: day }, { share: 0.1 }),
  code('valid, linked by path', 'alive', { at: day }, { linked: 'by path' }),
  code('valid, of the other tenant', 'alive', { at: day }, { where: 'data of the other tenant' }),
  code('expires 1 ms before the cutoff', 'dead', { at: -1 }),
  code('expires at the cutoff', 'alive', { at: 0 }),
  code('expires 1 ms after the cutoff', 'alive', { at: 1 }),
  code('expires in ten years', 'alive', { at: 3650 * day }),
  code('expires 1 ms after 1970', 'dead', '1'),
  code('expires at zero', 'alive', '0'),
  code('expires before 1970', 'alive', '-1'),
  code('expires at Long.MAX', 'alive', longMax.toString()),
  code('expires beyond Long.MAX', 'alive', '99999999999999999999'),
  code('expires at no time', 'alive', null),
  code('expires at an empty text', 'alive', ''),
  code('expires at a word', 'alive', 'never'),
  code('expires at a number and a word', 'alive', '1500000000000 ms'),
  code('another property', 'alive', '1500000000000', { property: 'createdTime' }),
  code('property in lower case', 'alive', expired, { property: 'expiretime' }),
  code('expired, in a collection next to it', 'alive', expired, { where: 'data-old' }),
  code('expired, in a collection next to it, linked by path', 'alive', expired, {
    where: 'data-old',
    linked: 'by path',
  }),
]
