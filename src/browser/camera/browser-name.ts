/** A browser as a person knows it, for the words that tell where its settings are. Nothing is decided by it. */
export type BrowserName = 'chromePhone' | 'safariPhone' | 'chrome' | 'firefox' | 'safari'

/** The browser that a user agent most likely is. */
export function browserOf(userAgent: string): BrowserName {
  if (/iPhone|iPad/.test(userAgent)) return 'safariPhone'
  if (/Android/.test(userAgent)) return 'chromePhone'
  if (/Firefox/.test(userAgent)) return 'firefox'
  return /Chrom|Edg/.test(userAgent) ? 'chrome' : 'safari'
}
