/** UTC wall time in whole seconds, as WSO2 writes it into columns without a zone. */
export function wallTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 19).replace('T', ' ')
}
