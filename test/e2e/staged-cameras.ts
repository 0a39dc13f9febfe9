import type { CDPSession, Page } from 'playwright'

/** What a staged camera shows: `black` sends frames without anything on them, `none` no frame at all. */
type Picture = 'colours' | 'infrared' | 'black' | 'none'

interface StagedCamera {
  id: string
  label: string
  picture: Picture
  /** In pixels. @default 1280 × 720 */
  width?: number
  height?: number
}

/** Cameras that Chromium itself cannot stage. */
export interface StagedCameras {
  cameras?: StagedCamera[]
  /** What is thrown when a camera is asked for. */
  refusal?: { name: string; message: string }
  /** How long the answer takes, in milliseconds; `Infinity` for a question that nobody answers. */
  delayMs?: number
}

declare global {
  interface Window {
    /** Ends every track that the page was given, as a cable that is pulled out does. */
    unplug(): void
    staged: StagedCameras
  }
}

/**
 * Puts staged cameras in the place of the browser's own, or, where none are given, before its own. The streams are real,
 * with frames of a canvas.
 */
export async function stageCameras(page: Page, staged: StagedCameras): Promise<void> {
  // JSON has no Infinity
  await page.addInitScript(install, { ...staged, delayMs: Math.min(2 ** 31 - 1, staged.delayMs ?? 0) })
}

function install(staged: StagedCameras): void {
  window.staged = staged
  const { mediaDevices } = navigator
  const own = mediaDevices.getUserMedia.bind(mediaDevices)
  const given: MediaStreamTrack[] = []
  window.unplug = () => {
    for (const track of given.splice(0)) {
      track.stop()
      track.dispatchEvent(new Event('ended'))
    }
  }

  const paint = (context: CanvasRenderingContext2D, picture: Picture, count: number) => {
    const { width, height } = context.canvas
    const tones = { colours: ['#246', '#c83'], infrared: ['#333', '#999'], black: ['#000', '#000'], none: [] }
    const [ground, shape] = tones[picture]
    if (!ground || !shape) return
    context.fillStyle = ground
    context.fillRect(0, 0, width, height)
    context.fillStyle = shape
    // It moves, or no further frame would be sent
    context.fillRect((count * 8) % width, height / 3, width / 5, height / 3)
  }
  const streamOf = ({ id, label, picture, width = 1280, height = 720 }: StagedCamera) => {
    const canvas = Object.assign(document.createElement('canvas'), { width, height })
    const context = canvas.getContext('2d')!
    const stream = canvas.captureStream(25)
    const [track] = stream.getVideoTracks()
    let count = 0
    const timer = setInterval(() => {
      if (track!.readyState === 'ended') clearInterval(timer)
      else paint(context, picture, count++)
    }, 40)
    Object.defineProperty(track, 'label', { value: label })
    track!.getSettings = () => ({ deviceId: id, width, height })
    track!.getCapabilities = () => ({ deviceId: id })
    return stream
  }

  mediaDevices.getUserMedia = async (constraints) => {
    const { cameras, refusal, delayMs } = window.staged
    const stream = refusal || cameras ? null : await own(constraints)
    if (delayMs) await new Promise((resolve) => setTimeout(resolve, delayMs))
    if (refusal) throw new DOMException(refusal.message, refusal.name)
    const { exact } = ((constraints?.video as MediaTrackConstraints).deviceId ?? {}) as { exact?: string }
    const camera = exact === undefined ? cameras?.[0] : cameras?.find(({ id }) => id === exact)
    const chosen = stream ?? (camera && streamOf(camera))
    if (!chosen) throw new DOMException('Requested device not found', 'NotFoundError')
    given.push(...chosen.getTracks())
    return chosen
  }
  const { cameras } = staged
  if (!cameras) return
  mediaDevices.enumerateDevices = async () =>
    cameras.map(({ id, label }) => ({ kind: 'videoinput', deviceId: id, groupId: '', label, toJSON: () => ({}) }))
}

/** What Chromium answers for a page when it asks for the camera: without a person there, `prompt` is dismissed. */
export async function answerPrompt(page: Page, setting: 'granted' | 'denied' | 'prompt'): Promise<void> {
  const session: CDPSession = await page.context().newCDPSession(page)
  const { targetInfo } = await session.send('Target.getTargetInfo')
  const browser = await page.context().browser()!.newBrowserCDPSession()
  const { browserContextId } = targetInfo
  await browser.send('Browser.setPermission', { permission: { name: 'camera' }, setting, browserContextId })
}
