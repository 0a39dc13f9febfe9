// What runs inside of the page.
import { documentKinds, drawDocument } from './documents.mjs'
import { film } from './film.mjs'
import { planScene } from './plan.mjs'
import { createRandom } from './random.mjs'
import { renderScene } from './scene.mjs'

async function toBase64(blob) {
  const reader = new FileReader()
  await new Promise((resolve) => {
    reader.onload = resolve
    reader.readAsDataURL(blob)
  })
  return reader.result.slice(reader.result.indexOf(',') + 1)
}

async function toJpeg(image, quality) {
  const canvas = new OffscreenCanvas(image.width, image.height)
  canvas.getContext('2d').putImageData(image, 0, 0)
  return canvas.convertToBlob({ type: 'image/jpeg', quality })
}

/** Renders a frame; the labels are those of the plan. */
async function renderFrame(frame) {
  const scene = planScene(frame)
  const { image, measured } = renderScene(scene)
  const { labels, corners, shape, kind, ground, subject, grip, turn, picture, blur } = scene
  const jpeg = await toBase64(await toJpeg(image, scene.quality))
  return { jpeg, label: { ...frame, labels, corners, shape, kind, ground, subject, grip, turn, width: picture.width, height: picture.height, blur, measured } }
}

/** One document alone, to look at. */
async function renderDocument(kind, seed) {
  const canvas = drawDocument(kind, createRandom(seed))
  return toBase64(await canvas.convertToBlob({ type: 'image/png' }))
}

/** All drawn frames of a clip, as JPEGs. */
async function renderClip({ clip, guide }) {
  const frames = []
  await film(clip, guide, async (image, quality) => {
    frames.push(await toBase64(await toJpeg(image, quality)))
  })
  return frames
}

Object.assign(globalThis, { renderFrame, renderClip, renderDocument, documentKinds: Object.keys(documentKinds) })
