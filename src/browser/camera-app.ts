/**
 * Whether a page can open the device's own camera app by `<input capture>`: phones and tablets know the attribute or
 * are touched with a finger. Elsewhere the same input opens the file picker.
 */
export function hasCameraApp(): boolean {
  return 'capture' in HTMLInputElement.prototype || matchMedia('(any-pointer: coarse)').matches
}
