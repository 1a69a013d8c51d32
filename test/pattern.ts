/** One pattern of several, so that a long message can be matched over several lines. */
export function pattern(...parts: readonly RegExp[]): RegExp {
  return new RegExp(parts.map(({ source }) => source).join(''), parts[0]?.flags)
}
