import { purgeSeconds, type GrowthResult } from './growth.ts'
import type { Result } from './result.ts'

interface Bars {
  readonly title: string
  readonly bars: readonly {
    readonly label: string
    readonly value: number
    readonly text: string
  }[]
  /** For values that differ by powers of ten. */
  readonly logarithmic: boolean
}

const [width, labelWidth, barHeight, gap] = [860, 260, 20, 8]
const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

function panel(
  { title, bars, logarithmic }: Bars,
  top: number,
): { readonly svg: string; readonly height: number } {
  const scale = (value: number) => (logarithmic ? Math.log10(1 + value) : value)
  const most = Math.max(...bars.map(({ value }) => scale(value)), 1e-9)
  const rows = bars.map(({ label, value, text }, at) => {
    const y = top + 30 + at * (barHeight + gap)
    const length = Math.max(1, (scale(value) / most) * (width - labelWidth - 110))
    const fill = label.startsWith('Drydock') ? '#0b6e99' : '#9aa5ad'
    return (
      `<text x="${labelWidth - 8}" y="${y + 15}" ` +
      `text-anchor="end">${escape(label)}</text><rect x="${labelWidth}" y="${y}" ` +
      `width="${length.toFixed(1)}" height="${barHeight}" fill="${fill}"/><text ` +
      `x="${(labelWidth + length + 6).toFixed(1)}" y="${y + 15}">${escape(text)}</text>`
    )
  })
  return {
    svg: `<text x="8" y="${top + 18}" font-weight="bold">${escape(title)}</text>${rows.join('')}`,
    height: 44 + bars.length * (barHeight + gap),
  }
}

function page(panels: readonly Bars[]): string {
  let top = 4
  const drawn = panels
    .filter(({ bars }) => bars.length > 0)
    .map((one) => {
      const { svg, height } = panel(one, top)
      top += height
      return svg
    })
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${top}" viewBox="0 0 ` +
    `${width} ${top}" font-family="sans-serif" font-size="13"><rect width="100%" height="100%" ` +
    `fill="#fff"/>${drawn.join('')}</svg>\n`
  )
}

/** The contenders side by side: time without a load, and what a load beside it feels. */
export function contenderChart(results: readonly Result[], caption: string): string {
  const bars = (
    loaded: boolean,
    value: (result: Result) => number,
    text: (value: number) => string,
  ) =>
    results
      .filter(({ load }) => load > 0 === loaded)
      .map((result) => ({
        label: result.contender,
        value: value(result),
        text: text(value(result)),
      }))
  const milliseconds = (value: number) =>
    `${value < 1000 ? value.toFixed(1) : Math.round(value).toLocaleString('en-US')} ms`
  return page([
    {
      title: `Seconds, nothing beside it (${caption})`,
      logarithmic: false,
      bars: bars(
        false,
        ({ seconds }) => seconds,
        (value) => `${value.toFixed(1)} s`,
      ),
    },
    {
      title: 'Seconds, with the token requests beside it',
      logarithmic: false,
      bars: bars(
        true,
        ({ seconds }) => seconds,
        (value) => `${value.toFixed(1)} s`,
      ),
    },
    {
      title: 'p99 of the token requests meanwhile (logarithmic)',
      logarithmic: true,
      bars: bars(true, ({ during }) => during?.p99 ?? 0, milliseconds),
    },
    {
      title: 'Peak memory of the purging process',
      logarithmic: false,
      bars: bars(
        false,
        ({ peakBytes }) => (peakBytes ?? 0) / 1e6,
        (value) => `${value.toFixed(0)} MB`,
      ),
    },
  ])
}

export function growthChart(results: readonly GrowthResult[], caption: string): string {
  const bars = (value: (result: GrowthResult) => number, unit: string) =>
    results.map((result) => ({
      label: `Drydock, ${result.rows.toLocaleString('en-US')} tokens`,
      value: value(result),
      text: `${value(result).toFixed(0)} ${unit}`,
    }))
  return page([
    {
      title: `Microseconds a dead token (${caption})`,
      logarithmic: false,
      bars: bars((result) => (1e6 * purgeSeconds(result)) / result.deadTokens, 'µs'),
    },
    {
      title: 'Peak memory of the purging process',
      logarithmic: false,
      bars: bars(({ peakBytes }) => (peakBytes ?? 0) / 1e6, 'MB'),
    },
  ])
}
