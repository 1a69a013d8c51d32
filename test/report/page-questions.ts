// What is asked of a page in the browser, where this project's types do not reach.

/** What is wider than the page, all folds open. */
export const wide =
  "document.querySelectorAll('details').forEach((one) => (one.open = true)); " +
  "[...document.querySelectorAll('body *')].filter((one) => one.getBoundingClientRect().right > " +
  "innerWidth + 1).map((one) => one.tagName + ' ' + one.textContent.slice(0, 40))"

/** Texts whose contrast with their ground is below WCAG's 4.5. */
export const faint = `(() => {
  const linear = (v) => {
    const s = v / 255
    return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4
  }
  const light = (css) => {
    const [r, g, b] = css.match(/[\\d.]+/g).map(linear)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const ground = (one) => {
    for (let at = one; at; at = at.parentElement) {
      const css = getComputedStyle(at).backgroundColor
      if (css !== 'rgba(0, 0, 0, 0)') return light(css)
    }
    return 1
  }
  const contrast = (one) => {
    const style = getComputedStyle(one)
    const pair = [light(one.closest('svg') ? style.fill : style.color), ground(one)]
    return (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05)
  }
  const hasText = (one) =>
    [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== '')
  return [...document.querySelectorAll('body :not(title)')]
    .filter((one) => hasText(one) && contrast(one) < 4.5)
    .map((one) => one.tagName + ' ' + one.textContent.slice(0, 30))
})()`

/** Controls without a name that a screen reader could say, and IDs that two elements have. */
export const nameless = `(() => {
  const ids = [...document.querySelectorAll('[id]')].map((one) => one.id)
  const named = (one) =>
    one.labels.length > 0 || document.getElementById(one.getAttribute('aria-labelledby')) !== null
  return [
    ...[...document.querySelectorAll('input:not([type=hidden]), progress')]
      .filter((one) => !named(one))
      .map((one) => one.outerHTML),
    ...ids.filter((one, at) => ids.indexOf(one) !== at),
  ]
})()`
