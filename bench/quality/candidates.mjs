// All that the library takes into account as the document in a photo, with what it measures of each.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright'
import { browserArguments, findChromium } from '../../scripts/chromium.mjs'
import { clipTo, overlapOf } from './geometry.mjs'
import { withSources } from './serve.mjs'
import { share } from './stage.mjs'

/** Runs in the page. */
async function weigh({ jpeg, shape }) {
  const { decodeFile, pixelsOf, weighInPhoto, photoLongSidePixels } = window.idstep
  const bytes = Uint8Array.from(atob(jpeg), (sign) => sign.charCodeAt(0))
  const { picture, width, height } = await decodeFile(new Blob([bytes]), photoLongSidePixels)
  const pixels = pixelsOf(picture, width, height)
  picture.close()
  return { width, candidates: weighInPhoto(pixels, shape).map(({ cuts, corners, measures }) => ({ cuts, corners, measures })) }
}

async function openPage(browser, url) {
  const page = await browser.newPage()
  await page.goto(url)
  await page.evaluate(async () => {
    const load = (names) => Promise.all(names.map((name) => import(`/src/${name}.ts`)))
    window.idstep = Object.assign({}, ...await load(['browser/photo/decode', 'browser/photo/canvas', 'vision/find', 'vision/inspect']))
  })
  return page
}

/** Whether corners are those of the document, as far as it is in the picture. */
function isRight({ corners, cuts }, label) {
  const isCut = label.labels.includes('cut-off')
  if (!label.corners || (cuts > 0 && !isCut)) return false
  const overlap = overlapOf(clipTo(label.corners, label.picture), clipTo(corners, label.picture))
  return overlap > (cuts > 0 ? 0.8 : 0.9)
}

/**
 * @param {string} set a folder that render.mjs wrote
 * @param {object[]} labels of the frames to look at
 * @returns {Promise<{ label: object, candidates: { measures: number[], isRight: boolean }[] }[]>}
 */
export const weighFrames = (set, labels) =>
  withSources(async (url) => {
    const browser = await chromium.launch({ executablePath: findChromium() ?? undefined, args: browserArguments })
    try {
      const pages = await Promise.all([openPage(browser, url), openPage(browser, url)])
      return await share(pages, labels, async (page, label) => {
        const jpeg = readFileSync(join(set, label.file)).toString('base64')
        const { width, candidates } = await page.evaluate(weigh, { jpeg, shape: label.shape })
        const scale = width / label.width
        const inPhoto = ({ x, y }) => ({ x: (x + 0.5) / scale - 0.5, y: (y + 0.5) / scale - 0.5 })
        const seen = { ...label, picture: { width: label.width, height: label.height } }
        return {
          label,
          candidates: candidates.map(({ measures, corners, cuts }) => ({
            measures,
            isRight: isRight({ cuts, corners: corners.map(inPhoto) }, seen),
          })),
        }
      })
    } finally {
      await browser.close()
    }
  })
