type Context = OffscreenCanvasRenderingContext2D | CanvasRenderingContext2D

/** A canvas off the page; an element where the browser has none that draws. Throws where neither can be had. */
export function makeContext(width: number, height: number, settings: CanvasRenderingContext2DSettings): Context {
  const offscreen = typeof OffscreenCanvas === 'undefined' ? null : new OffscreenCanvas(width, height)
  const element = () => Object.assign(document.createElement('canvas'), { width, height })
  const context = offscreen?.getContext('2d', settings) ?? element().getContext('2d', settings)
  if (context === null) throw new Error('idstep: this browser gave no canvas')
  return context
}

/** Gives the memory back at once: Safari keeps that of an element until it is collected, and soon refuses another. */
export function release({ canvas }: Context): void {
  canvas.width = canvas.height = 0
}

/** What is drawn, as JPEG. */
export function toJpeg({ canvas }: Context, quality: number): Promise<Blob | null> {
  const type = 'image/jpeg'
  if ('convertToBlob' in canvas) return canvas.convertToBlob({ type, quality })
  return new Promise((resolve) => canvas.toBlob(resolve, type, quality))
}

/** The pixels of a picture at another size. */
export function pixelsOf(picture: CanvasImageSource, width: number, height: number): ImageData {
  const context = makeContext(width, height, { willReadFrequently: true })
  try {
    context.imageSmoothingQuality = 'medium'
    context.drawImage(picture, 0, 0, width, height)
    return context.getImageData(0, 0, width, height)
  } finally {
    release(context)
  }
}
