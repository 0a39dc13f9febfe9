import { VerificationError, type CameraErrorCode } from '../../core/errors.ts'
import { createChoice, otherCamera, type CameraOptions, type Wish } from './choice.ts'
import { constraintLadder } from './constraints.ts'
import { adjustCamera, zoomIn, type Run } from './controls.ts'
import { cameraErrorOf, readCameraContext } from './errors.ts'
import { troubleOf, watchTrack } from './health.ts'
import { pause, within } from './limit.ts'
import { rememberCamera, rememberedCamera } from './remember.ts'
import { cameraOf, capabilitiesOf, hasTorch, rankCameras, type CameraCapabilities } from './score.ts'
import { openStream } from './stream.ts'
import { takeShot } from './take.ts'
import type { Camera, CameraDevice, CameraState } from './types.ts'
import { createViewers } from './viewer.ts'
import { warnOfCamera } from './warn.ts'
import { hasColour, waitForPicture } from './watch.ts'

export type { CameraOptions }

const idsOf = (cameras: readonly CameraDevice[]) => cameras.map(({ id }) => id).join()
const nothing = { failure: null, current: null, isMirrored: false, torch: 'none' } as const
/** How long a request that nobody waits for any more may hold up the next one, in milliseconds. */
const patienceMs = 2_000
/** What phones need to let go of a camera before it, or another, can be opened, in milliseconds. */
const releaseMs = 100
/** A stream that is lost before it was live this long, in milliseconds, is not restarted a second time. */
const settledMs = 5_000

/**
 * The one owner of the camera. A stream belongs to a run and ends with it: the next run, a failure and closing abort
 * the one before, and a stream that arrives later than that is ended at once.
 */
export function createCamera(options: CameraOptions = {}): Camera {
  const { facing = 'environment', restMs = 60_000 } = options
  const listeners = new Set<() => void>()
  const viewers = createViewers()
  const viewer = viewers.current
  const choice = createChoice(facing)
  const seen = new Map<string, CameraCapabilities>()
  let state: CameraState = { status: 'closed', cameras: [], ...nothing }
  let wish: Wish | null = null
  let run: Run | null = null
  let ending = new AbortController()
  let queue = Promise.resolve()
  let resting: ReturnType<typeof setTimeout> | undefined
  let hasRestarted = false
  let isChecking = false
  let isTaking = false
  let wasLit = false
  let liveSince = Infinity
  let toldId: string | null = null

  const devices = () => options.mediaDevices ?? navigator.mediaDevices

  function set(change: Partial<CameraState>) {
    state = { ...state, ...change }
    for (const listener of [...listeners]) listener()
  }

  /** Ends the run and its stream; gives the signal of the next, which a listener may already have ended. */
  function end(change: Partial<CameraState>): AbortSignal {
    clearTimeout(resting)
    resting = undefined
    run = null
    ending.abort()
    ending = new AbortController()
    liveSince = Infinity
    isChecking = false
    viewers.show(null)
    const next = ending.signal
    set(change)
    return next
  }

  function close() {
    if (state.status !== 'closed') end({ status: 'closed', ...nothing })
  }

  function fail(failure: CameraErrorCode) {
    end({ status: 'failed', ...nothing, failure })
    void warnOfCamera(failure)
  }

  function begin(next: Wish) {
    const isReplacing = run !== null
    wish = next
    const signal = end({ status: 'asking', failure: null, torch: 'none' })
    queue = bring(next, signal, queue, isReplacing)
  }

  async function bring(next: Wish, signal: AbortSignal, before: Promise<void>, isReplacing: boolean) {
    try {
      await within(before, patienceMs, signal)
      if (isReplacing) await pause(releaseMs, signal)
      const rungs = constraintLadder(facing, next.id, devices()?.getSupportedConstraints?.())
      await follow(next, await openStream(devices(), rungs, signal), signal)
    } catch (error) {
      if (signal.aborted) return
      const other = choice.afterError(next, error, state.cameras)
      if (other) return begin(other)
      const code = cameraErrorOf(error, await readCameraContext(devices()))
      if (!signal.aborted) fail(code)
    }
  }

  /** From a new stream to a live picture, or on to a better camera. */
  async function follow(next: Wish, stream: MediaStream, signal: AbortSignal) {
    signal.throwIfAborted()
    const track = stream.getVideoTracks()[0]
    if (!track) throw new TypeError('idstep: a stream without a picture')
    const mine = (run = { stream, track, signal, settings: {} })
    viewers.show(stream)
    watchTrack(track, devices(), signal, check)
    const current = tell(track, { status: 'starting' })
    const cameras = await rankCameras(devices(), current, facing, seen, signal)
    signal.throwIfAborted()
    set({ cameras })
    const better = choice.better(next, current, cameras)
    if (better) return begin(better)
    const hasPicture = await waitForPicture(viewer, signal)
    signal.throwIfAborted()
    if (!hasPicture) {
      if (next.id === null || !goOn(next.id)) again('camera-black')
      return
    }
    liveSince = Date.now()
    // Android knows what a camera can do only a moment after it started
    tell(track, { status: 'live' })
    void adjustCamera(mine)
    if (!(await hasColour(viewer, signal)) && !signal.aborted) goOn(current.id)
  }

  /** Says, and gives, what is known of the open camera. */
  function tell(track: MediaStreamTrack, change: Partial<CameraState>): CameraDevice {
    const current = cameraOf(track)
    const capabilities = capabilitiesOf(track)
    seen.set(current.id, capabilities)
    const torch = hasTorch(capabilities) ? (state.torch === 'on' ? 'on' : 'off') : 'none'
    // a camera that does not tell is a webcam, and those look at the person; one named a document camera has told
    set({ ...change, current, isMirrored: current.facing !== 'environment', torch })
    // what a host's callback throws is the host's, and stops nothing here
    if (current.id !== toldId) queueMicrotask(() => options.onChange?.(current))
    toldId = current.id
    return current
  }

  /** Leaves a camera that does not serve and that nobody chose, if there is another. */
  function goOn(id: string): boolean {
    const next = wish?.isChosen ? null : choice.next(id, state.cameras)
    if (next) begin(next)
    return next !== null
  }

  /** Restarts a stream that was lost; a second loss soon after is the end. */
  function again(code: CameraErrorCode) {
    if (resting) return close()
    if (hasRestarted && Date.now() - liveSince < settledMs) return fail(code)
    hasRestarted = true
    if (wish) begin(wish)
  }

  async function check() {
    if (!run || isChecking || isTaking || document.hidden) return
    const { track, signal } = run
    // until it is live it is watched for its first picture; some tracks start muted
    if (state.status !== 'live' && track.readyState === 'live') return
    isChecking = true
    try {
      const cameras = await rankCameras(devices(), cameraOf(track), facing, seen, signal)
      const trouble = await troubleOf(track, viewer(), signal)
      signal.throwIfAborted()
      isChecking = false
      if (trouble) again(trouble)
      else if (idsOf(cameras) !== idsOf(state.cameras)) set({ cameras })
    } catch {
      // another run has begun
    }
  }

  async function setTorch(isOn: boolean) {
    if (run && state.torch !== 'none' && (await adjustCamera(run, { torch: isOn }))) set({ torch: isOn ? 'on' : 'off' })
  }

  function choose(id: string) {
    rememberCamera(facing, id)
    hasRestarted = false
    const next = { id, isChosen: true }
    if (state.status === 'closed' || (run && state.current?.id === id)) wish = next
    else begin(next)
  }

  return {
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    open() {
      clearTimeout(resting)
      resting = undefined
      if (wasLit) void setTorch(true)
      wasLit = false
      if (state.status !== 'closed' && state.status !== 'failed') return
      hasRestarted = false
      // The person's choice is kept to; the host's is where to begin
      const chosen = rememberedCamera(facing)
      begin(wish ?? { id: chosen ?? options.deviceId ?? null, isChosen: chosen !== null })
    },
    attach(video) {
      const detach = viewers.add(video, run?.stream ?? null)
      void check()
      return detach
    },
    choose,
    flip() {
      const id = otherCamera(state)
      if (id) choose(id)
    },
    setTorch,
    tryNext() {
      if (run && state.current && !goOn(state.current.id)) zoomIn(run)
    },
    async takePicture(guide, signal) {
      const shown = viewer()
      if (!run || !shown || state.status !== 'live') {
        throw new VerificationError('camera-failed', { message: 'idstep: the camera shows no picture yet.' })
      }
      const { isMirrored, torch } = state
      // a photo may still the stream for a while, which is no loss of it
      isTaking = true
      try {
        const { track } = run
        return await takeShot({ video: shown.video, track, guide, isMirrored, mayTakePhoto: torch !== 'on' }, signal)
      } finally {
        isTaking = false
        void check()
      }
    },
    rest() {
      if (!run) return close()
      clearTimeout(resting)
      // a lamp that nobody needs is hot, and looks as if it were filmed on
      wasLit ||= state.torch === 'on'
      if (wasLit) void setTorch(false)
      resting = setTimeout(close, restMs)
    },
    close,
  }
}
