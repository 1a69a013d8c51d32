/** Cells beside each other, whatever their columns and colours. */
export const cells = (...texts: readonly string[]) =>
  new RegExp(texts.map((text) => `<td[^>]*><span>${text}</span></td>`).join(''))
