/** A browser as a person knows it, for the words that tell where its settings are. Nothing is decided by it. */
export type BrowserName = 'chromePhone' | 'safariPhone' | 'phone' | 'chrome' | 'firefox' | 'safari'

/** The browser that a user agent most likely is. */
export function browserOf(userAgent: string): BrowserName {
  // Other browsers on an iPhone, and others on Android: the camera is allowed in the phone's own settings
  if (/CriOS|FxiOS|EdgiOS|OPT\/|Android.*(Firefox|SamsungBrowser)/.test(userAgent)) return 'phone'
  if (/iPhone|iPad/.test(userAgent)) return 'safariPhone'
  if (/Android/.test(userAgent)) return 'chromePhone'
  if (/Firefox/.test(userAgent)) return 'firefox'
  return /Chrom|Edg/.test(userAgent) ? 'chrome' : 'safari'
}
