import type { FrameView } from '../../vision/frame.ts'
import { makeContext, release } from '../photo/canvas.ts'

/** A frame of the live camera, and how it is to be looked at. */
export interface FramePicture {
  frame: VideoFrame | ImageBitmap
  /** Size of the video's picture in pixels, as it is shown. */
  videoWidth: number
  videoHeight: number
}

let planes = new Uint8Array()

/**
 * The pixels of a part of a frame, made smaller. Where the camera's own planes can be read they are averaged here:
 * drawing a frame of 4K takes ten times as long without a graphics processor.
 */
export async function framePixels({ frame, videoWidth, videoHeight }: FramePicture, view: FrameView): Promise<ImageData> {
  const { ratio } = view
  const width = Math.round(view.width * ratio)
  const height = Math.round(view.height * ratio)
  if ('allocationSize' in frame) {
    const { format, visibleRect } = frame
    const hasPlanes = format === 'I420' || format === 'NV12'
    const isUpright = visibleRect?.width === videoWidth && visibleRect.height === videoHeight
    const isTurned = 'rotation' in frame && frame.rotation !== 0
    if (hasPlanes && isUpright && !isTurned) return readPlanes(frame, visibleRect, view, new ImageData(width, height))
  }
  const context = makeContext(width, height, { willReadFrequently: true })
  try {
    context.imageSmoothingQuality = 'medium'
    context.drawImage(frame, -view.x * ratio, -view.y * ratio, videoWidth * ratio, videoHeight * ratio)
    return context.getImageData(0, 0, width, height)
  } finally {
    release(context)
  }
}

async function readPlanes(frame: VideoFrame, visible: DOMRectReadOnly, view: FrameView, pixels: ImageData): Promise<ImageData> {
  const rect = { x: visible.x + view.x, y: visible.y + view.y, width: view.width, height: view.height }
  const size = frame.allocationSize({ rect })
  if (planes.length !== size) planes = new Uint8Array(size)
  const [luma, blue, red] = await frame.copyTo(planes, { rect })
  if (luma === undefined || blue === undefined) throw new Error('idstep: a frame without planes')
  const { width, height } = pixels
  // I420 has a plane for each colour difference, NV12 one for both in turns; each for squares of four pixels
  const chromaStep = red ? 1 : 2
  const redOffset = (red?.offset ?? blue.offset + 1) - blue.offset
  const [from, gain] = frame.colorSpace.fullRange === false ? [16, 255 / 219] : [0, 1]
  const [across, down] = [view.width / width, view.height / height]
  // of the square that becomes a pixel, up to four or so in each direction are enough
  const step = Math.ceil(across / 4)

  for (let y = 0, at = 0; y < height; y++) {
    const top = Math.floor(y * down)
    const bottom = Math.max(top + 1, Math.floor((y + 1) * down))
    const chromaRow = blue.offset + ((top + bottom) >> 2) * blue.stride
    for (let x = 0; x < width; x++, at += 4) {
      const left = Math.floor(x * across)
      const right = Math.max(left + 1, Math.floor((x + 1) * across))
      let sum = 0
      let count = 0
      for (let row = top; row < bottom; row += step) {
        const start = luma.offset + row * luma.stride
        for (let pixel = start + left; pixel < start + right; pixel += step, count++) sum += planes[pixel] as number
      }
      const chroma = chromaRow + ((left + right) >> 2) * chromaStep
      const tone = (sum / count - from) * gain
      const u = ((planes[chroma] as number) - 128) * gain
      const v = ((planes[chroma + redOffset] as number) - 128) * gain
      // BT.601; cameras of high resolution may mean BT.709, which changes no judgement
      pixels.data[at] = tone + 1.402 * v
      pixels.data[at + 1] = tone - 0.344 * u - 0.714 * v
      pixels.data[at + 2] = tone + 1.772 * u
      pixels.data[at + 3] = 255
    }
  }
  return pixels
}
