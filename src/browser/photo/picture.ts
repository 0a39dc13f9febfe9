/** What a decoder gives, to be drawn and closed. */
export type Drawable = ImageBitmap | VideoFrame

/** A picked file, or a frame of the camera. */
export type Picture = Blob | Drawable

/** Tells a picture from a file; unlike `instanceof`, also for objects of another frame of the page. */
export function isDrawable(picture: Picture): picture is Drawable {
  return 'close' in picture
}
