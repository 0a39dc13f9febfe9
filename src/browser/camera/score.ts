import { within } from './limit.ts'
import type { CameraDevice, CameraFacing } from './types.ts'

/** Capabilities with those of the Image Capture draft, which the compiler does not know. */
export interface CameraCapabilities extends MediaTrackCapabilities {
  readonly focusMode?: readonly string[]
  /** Safari and Chromium say true or nothing, the draft says a list. */
  readonly torch?: boolean | readonly boolean[]
  readonly zoom?: { readonly max: number }
}

/** A camera and how well it suits; more is better. */
export interface RankedCamera extends CameraDevice {
  readonly score: number
}

// Android's names are English everywhere; these are for Apple's, which follow the language of the device
const backWords = /back|rear|environment|document|tra[sz]e|arri|posteri|rück|hinte|achter|tyln|arka|задн|后|後|背|후면|خلف/i
const frontWords = /front|user|selfie|facetime|delante|avant|anteri|vorder|voor|przed|ön |передн|фронт|前|전면|أمام/i

/** What else a label tells: too wide or too long a lens, several lenses in one, no colour, no lens at all. */
const kinds: readonly (readonly [RegExp, number])[] = [
  [/ultra(?!.?hd)|fisheye|超|сверх|초광/i, -60],
  [/t[eé]l[eé]|长焦|長焦|望遠|теле|망원/i, -40],
  // an iPhone's fused cameras go to the lens that can focus close up: the two wide ones do, or all three
  [/dua?[pl]|dob?[lp]|doub|двой|双|雙|デュア|듀얼/i, 20],
  [/tripl|dreif|трой|三|トリプ|트리플/i, 30],
  [/wide|angular|angle|weit|广角|廣角|広角|широ|광각/i, 12],
  [/\b(ir|depth|tof)\b|infra|红外|紅外|赤外/i, -90],
  [/virtual|\bobs\b|manycam|snap cam|nvidia|xsplit|splitcam|youcam|vcam|\bndi\b|mmhmm|desk view/i, -80],
]

/** Which way a camera looks, from what the browser says or, where it says nothing, from its name in many languages. */
export function facingOf(label: string, said?: string): CameraFacing | null {
  if (said === 'environment' || said === 'user') return said
  if (backWords.test(label)) return 'environment'
  return frontWords.test(label) ? 'user' : null
}

/** How well a camera suits. What only an open camera tells may be missing. */
export function scoreCamera({ label, facing }: CameraDevice, wanted: CameraFacing, more: CameraCapabilities = {}): number {
  const { focusMode = [], torch, width, height } = more
  let score = facing === null ? 0 : facing === wanted ? 100 : -100
  for (const [words, worth] of kinds) if (words.test(label)) score += worth
  // Android's names end in their number: the lower, the more the main lens of its side
  score -= 5 * Math.min(9, Number(/camera2? (\d+), facing/i.exec(label)?.[1] ?? 0))
  if (focusMode.includes('continuous')) score += 10
  else if (focusMode.length > 0 && !focusMode.includes('single-shot')) score -= 30
  if (hasTorch({ torch })) score += 5
  const megapixels = ((width?.max ?? 0) * (height?.max ?? 0)) / 1e6
  return score + Math.min(4, megapixels / 3)
}

/** Whether the camera has a light. */
export function hasTorch({ torch }: CameraCapabilities): boolean {
  return [torch].flat().includes(true)
}

interface Capable {
  getCapabilities?(): MediaTrackCapabilities
}

/** What a camera can do; nothing where the browser does not tell. */
export function capabilitiesOf(source: Capable): CameraCapabilities {
  return source.getCapabilities?.() ?? {}
}

/** The camera behind an open track. */
export function cameraOf(track: MediaStreamTrack): CameraDevice {
  const { deviceId = '', facingMode } = track.getSettings()
  const said = facingMode ?? capabilitiesOf(track).facingMode?.[0]
  return { id: deviceId, label: track.label, facing: facingOf(track.label, said) }
}

/** How long the list of cameras is waited for, in milliseconds; the open one works without it. */
const listLimitMs = 1_000

async function listDevices(mediaDevices: MediaDevices, signal: AbortSignal): Promise<(MediaDeviceInfo & Capable)[]> {
  try {
    return (await within(mediaDevices.enumerateDevices(), listLimitMs, signal)) ?? []
  } catch {
    return []
  }
}

/**
 * The device's cameras, best first. Safari is known to name wrong kinds when asked again, so the open camera is always
 * among them.
 * @param seen what cameras that have been open could do, by their ids
 * @param signal ends the waiting for the list, and the open camera is all there is
 */
export async function rankCameras(
  mediaDevices: MediaDevices,
  current: CameraDevice,
  wanted: CameraFacing,
  seen: ReadonlyMap<string, CameraCapabilities>,
  signal: AbortSignal,
): Promise<RankedCamera[]> {
  const found = new Map<string, CameraDevice>()
  const told = new Map(seen)
  for (const device of await listDevices(mediaDevices, signal)) {
    const { deviceId: id, kind, label } = device
    if (kind !== 'videoinput' || !id) continue
    const more = { ...capabilitiesOf(device), ...seen.get(id) }
    told.set(id, more)
    found.set(id, { id, label, facing: facingOf(label, more.facingMode?.[0]) })
  }
  found.set(current.id, current)
  return [...found.values()]
    .map((camera) => ({ ...camera, score: scoreCamera(camera, wanted, told.get(camera.id)) }))
    .sort((a, b) => b.score - a.score)
}
