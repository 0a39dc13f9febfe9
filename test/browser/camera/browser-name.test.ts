import { expect, it } from 'vitest'
import { browserOf } from '../../../src/browser/camera/browser-name.ts'

const iPhone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)'
const android = 'Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko)'
const desktop = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36'

it.each([
  [`${iPhone} Version/18.1 Mobile/15E148 Safari/604.1`, 'safariPhone'],
  [`${iPhone} CriOS/140.0 Mobile/15E148 Safari/604.1`, 'phone'],
  [`${iPhone} FxiOS/140.0 Mobile/15E148 Safari/605.1.15`, 'phone'],
  [`${android} Chrome/140.0.0.0 Mobile Safari/537.36`, 'chromePhone'],
  [`${android} SamsungBrowser/27.0 Chrome/125.0.0.0 Mobile Safari/537.36`, 'phone'],
  ['Mozilla/5.0 (Android 14; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0', 'phone'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'firefox'],
  [desktop, 'chrome'],
  [`${desktop} Edg/140.0.0.0`, 'chrome'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.1 Safari/605.1.15', 'safari'],
])('says of “%s” that its settings are those of %s', (userAgent, name) => {
  expect(browserOf(userAgent)).toBe(name)
})
