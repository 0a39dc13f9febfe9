import { VerificationError, type CameraErrorCode } from '../../core/errors.ts'
import { adjustCamera, betterCamera, createTrials, otherCamera, zoomOf, type CameraAdjustment, type CameraOptions } from './choice.ts'
import { constraintLadder } from './constraints.ts'
import { cameraErrorOf, readCameraContext } from './errors.ts'
import { troubleOf, watchTrack } from './health.ts'
import { pause, within } from './limit.ts'
import { rememberCamera, rememberedCamera } from './remember.ts'
import { cameraOf, capabilitiesOf, hasTorch, rankCameras, type CameraCapabilities } from './score.ts'
import { errorName, openStream } from './stream.ts'
import { takeShot } from './take.ts'
import type { Camera, CameraDevice, CameraState } from './types.ts'
import { createViewers } from './viewer.ts'
import { warnOfCamera } from './warn.ts'
import { hasColour, waitForPicture } from './watch.ts'

export type { CameraOptions }

/** Which camera to open: `null` leaves it to the browser. */
interface Wish {
  readonly id: string | null
  readonly isChosen: boolean
}

/** A stream, and the signal with which it ends. */
interface Run {
  readonly stream: MediaStream
  readonly track: MediaStreamTrack
  readonly signal: AbortSignal
}

const idsOf = (cameras: readonly CameraDevice[]) => cameras.map(({ id }) => id).join()
const anyCamera: Wish = { id: null, isChosen: false }
const nothing = { failure: null, current: null, isMirrored: false, torch: 'none' } as const
/** How long a request that nobody waits for any more may hold up the next one, in milliseconds. */
const patienceMs = 2_000
/** What phones need to let go of a camera before it, or another, can be opened, in milliseconds. */
const releaseMs = 100
/** A stream that is lost before it was live this long, in milliseconds, is not restarted a second time. */
const settledMs = 5_000
/** What `getUserMedia` throws for the id of a camera that is not there. */
const isGone = /^(Overconstrained|NotFound)Error$/

/**
 * The one owner of the camera. A stream belongs to a run and ends with it: the next run, a failure and closing abort
 * the one before, and a stream that arrives later than that is ended at once.
 */
export function createCamera(options: CameraOptions = {}): Camera {
  const { facing = 'environment', restMs = 60_000 } = options
  const listeners = new Set<() => void>()
  const viewers = createViewers()
  const viewer = viewers.current
  let wishes: CameraAdjustment = {}
  const nextAfter = createTrials(facing)
  const seen = new Map<string, CameraCapabilities>()
  let state: CameraState = { status: 'closed', cameras: [], ...nothing }
  let wish: Wish | null = null
  let run: Run | null = null
  let ending = new AbortController()
  let queue = Promise.resolve()
  let resting: ReturnType<typeof setTimeout> | undefined
  let hasSwitched = false
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
      if (next.id !== null && isGone.test(errorName(error))) {
        if (rememberedCamera(facing) === next.id) rememberCamera(facing, null)
        return begin(anyCamera)
      }
      if (next.id !== null && !next.isChosen) {
        // a browser that asks for each camera anew need not go through all of them
        if (errorName(error) === 'NotAllowedError' || !goOn(next.id)) begin(anyCamera)
        return
      }
      const code = cameraErrorOf(error, await readCameraContext(devices()))
      if (!signal.aborted) fail(code)
    }
  }

  /** From a new stream to a live picture, or on to a better camera. */
  async function follow(next: Wish, stream: MediaStream, signal: AbortSignal) {
    signal.throwIfAborted()
    const track = stream.getVideoTracks()[0]
    if (!track) throw new TypeError('idstep: a stream without a picture')
    run = { stream, track, signal }
    viewers.show(stream)
    watchTrack(track, devices(), signal, check)
    tell(track, { status: 'starting' })
    if (await switchToBetter(next, track, signal)) return
    const hasPicture = await waitForPicture(viewer, signal)
    signal.throwIfAborted()
    if (!hasPicture) {
      if (next.id === null || next.isChosen || !goOn(next.id)) again('camera-black')
      return
    }
    liveSince = Date.now()
    // Android knows what a camera can do only a moment after it started
    tell(track, { status: 'live' })
    adjustCamera(track, (wishes = {})).catch(() => undefined)
    if (!next.isChosen && !(await hasColour(viewer, signal)) && !signal.aborted) goOn(cameraOf(track).id)
  }

  /** Says what is known of the open camera. */
  function tell(track: MediaStreamTrack, change: Partial<CameraState>) {
    const current = cameraOf(track)
    const capabilities = capabilitiesOf(track)
    seen.set(current.id, capabilities)
    // a camera that does not tell is a webcam, and those look at the person
    set({ ...change, current, isMirrored: current.facing !== 'environment', torch: hasTorch(capabilities) ? 'off' : 'none' })
    if (current.id === toldId) return
    toldId = current.id
    // what a host's callback throws is the host's, and stops nothing here
    queueMicrotask(() => options.onChange?.(current))
  }

  async function switchToBetter(next: Wish, track: MediaStreamTrack, signal: AbortSignal): Promise<boolean> {
    const current = cameraOf(track)
    const cameras = await rankCameras(devices(), current, facing, seen)
    signal.throwIfAborted()
    set({ cameras })
    const better = betterCamera(cameras, current)
    if (!better || next.id !== null || hasSwitched) return false
    hasSwitched = true
    begin({ id: better.id, isChosen: false })
    return true
  }

  /** Leaves a camera that does not serve for the next one or, with none left, once more for the best. */
  function goOn(id: string): boolean {
    const next = nextAfter(id, state.cameras)
    if (next !== null) begin({ id: next, isChosen: false })
    return next !== null
  }

  /** Restarts a stream that was lost; a second loss soon after is the end. */
  function again(code: CameraErrorCode) {
    if (resting) return close()
    if (hasRestarted && Date.now() - liveSince < settledMs) return fail(code)
    hasRestarted = true
    begin(wish ?? anyCamera)
  }

  async function check() {
    if (!run || isChecking || isTaking || document.hidden) return
    const { track, signal } = run
    // until it is live it is watched for its first picture; some tracks start muted
    if (state.status !== 'live' && track.readyState === 'live') return
    isChecking = true
    try {
      const cameras = await rankCameras(devices(), cameraOf(track), facing, seen)
      const trouble = await troubleOf(track, viewer(), signal)
      signal.throwIfAborted()
      isChecking = false
      if (trouble) again(trouble)
      else if (idsOf(cameras) !== idsOf(state.cameras)) set({ cameras })
    } catch {
      // another run has begun
    }
  }

  function light(isOn: boolean) {
    if (!run || state.torch === 'none') return
    const { track, signal } = run
    adjustCamera(track, (wishes = { ...wishes, torch: isOn })).then(
      () => {
        if (!signal.aborted) set({ torch: isOn ? 'on' : 'off' })
      },
      () => undefined,
    )
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
      if (wasLit) light(true)
      wasLit = false
      if (state.status !== 'closed' && state.status !== 'failed') return
      hasRestarted = false
      // The person's choice is kept to; the host's is where to begin
      const chosen = rememberedCamera(facing)
      begin(wish ?? { id: chosen ?? options.deviceId ?? null, isChosen: chosen !== null })
    },
    attach(video) {
      const detach = viewers.add(video, run?.stream ?? null)
      if (state.status === 'live') void check()
      return detach
    },
    choose,
    flip() {
      const target = state.current && otherCamera(state.cameras, state.current)
      if (target && target !== state.current?.id) choose(target)
    },
    setTorch: light,
    tryNext() {
      if (!run || !state.current || (!wish?.isChosen && goOn(state.current.id))) return
      const { zoom } = zoomOf(run.track)
      if (zoom && !wishes.zoom) adjustCamera(run.track, (wishes = { ...wishes, zoom })).catch(() => undefined)
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
      if (wasLit) light(false)
      resting = setTimeout(close, restMs)
    },
    close,
  }
}
