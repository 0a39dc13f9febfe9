import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createEye, type Eye } from '../../../src/browser/guidance/eye.ts'
import { createGuidance, type Guidance, type GuidanceOptions } from '../../../src/browser/guidance/guidance.ts'
import { paintCard } from '../../fixtures/specimen.ts'

const size = { width: 1280, height: 720 }
const guide = { x: 240, y: 108, width: 800, height: 505 }
const card = { x: 260, y: 120, width: 760, height: 480 }
const noWorker = {
  makeWorker: () => {
    throw new DOMException('forbidden', 'SecurityError')
  },
}

type Paint = (context: CanvasRenderingContext2D) => void
const table: Paint = (context) => {
  context.fillStyle = '#a08a70'
  context.fillRect(0, 0, size.width, size.height)
}
const cardOn: Paint = (context) => {
  table(context)
  paintCard(context, card)
}

vi.setConfig({ testTimeout: 30_000 })

let ends: (() => void)[] = []
beforeEach(() => {
  ends = []
})
afterEach(() => {
  ends.forEach((end) => end())
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

/** A video that shows what is painted, 30 times a second, as a camera would. */
async function videoOf(paint: Paint): Promise<HTMLVideoElement> {
  const canvas = Object.assign(document.createElement('canvas'), size)
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('no canvas')
  const repaint = () => paint(context)
  repaint()
  const timer = setInterval(repaint, 33)
  const stream = canvas.captureStream(30)
  const video = Object.assign(document.createElement('video'), { muted: true, playsInline: true, srcObject: stream })
  document.body.append(video)
  ends.push(() => {
    clearInterval(timer)
    stream.getTracks().forEach((track) => track.stop())
    video.remove()
  })
  await video.play()
  return video
}

/** Watches, and keeps all that is said. */
async function watch(paint: Paint, options: Partial<GuidanceOptions> = {}) {
  const said: (Guidance & { atMs: number })[] = []
  const timings: { tookMs: number; isHere: boolean }[] = []
  const guidance = createGuidance({
    video: await videoOf(paint),
    shape: 'card',
    takesByItself: true,
    guideInFrame: () => guide,
    onGuidance: (now) => said.push({ ...now, atMs: performance.now() }),
    onLook: (timing) => timings.push(timing),
    ...options,
  })
  ends.push(guidance.stop)
  return { said, timings, stop: guidance.stop }
}

/** The machine may be busy with other things. */
const wait = { timeout: 12_000 }

const rest = (delayMs: number) => new Promise((resolve) => setTimeout(resolve, delayMs))

describe('a person at the camera', () => {
  it('is told that all is well, and the picture is taken once', async () => {
    const { said } = await watch(cardOn)
    await vi.waitFor(() => expect(said.some(({ shouldTake }) => shouldTake)).toBe(true), wait)
    await rest(1500)
    expect(said.filter(({ shouldTake }) => shouldTake)).toHaveLength(1)
    expect(said.at(-1)?.hint).toBe('steady')
  })

  it('takes the picture themselves where that is wished', async () => {
    const { said } = await watch(cardOn, { takesByItself: false })
    await vi.waitFor(() => expect(said.at(-1)?.steadiness).toBe(1), wait)
    await rest(500)
    expect(said.some(({ shouldTake }) => shouldTake)).toBe(false)
  })

  it('is told that there is no document', async () => {
    const { said } = await watch(table)
    await vi.waitFor(() => expect(said.at(-1)?.hint).toBe('no-document'), wait)
  })

  it('is told to come closer to a card that is small in the guide, by the guide’s own pixels', async () => {
    const small: Paint = (context) => {
      table(context)
      paintCard(context, { x: 470, y: 255, width: 340, height: 214 })
    }
    const { said } = await watch(small)
    await vi.waitFor(() => expect(said.at(-1)?.hint).toBe('closer'), wait)
  })
})

describe('the looking', () => {
  it('keeps the main thread free and to about 14 frames a second', async () => {
    const longTasks: number[] = []
    const { said, timings } = await watch(cardOn)
    await vi.waitFor(() => expect(said.length).toBeGreaterThan(3), wait)
    const observer = new PerformanceObserver((list) => longTasks.push(...list.getEntries().map((task) => task.duration)))
    observer.observe({ type: 'longtask' })
    const before = said.length
    await rest(2000)
    observer.disconnect()
    expect(said.length - before).toBeGreaterThan(2)
    expect(said.length - before).toBeLessThanOrEqual(30)
    expect(longTasks).toEqual([])
    expect(timings.every(({ isHere, tookMs }) => !isHere && tookMs > 0)).toBe(true)
  })

  it('looks at one frame at a time, and rests as long as a slow look took', async () => {
    const eye = createEye({ idleMs: 60 })
    let looking = 0
    let most = 0
    const slow: Eye = {
      ...eye,
      async lookAtFrame(task) {
        most = Math.max(most, (looking += 1))
        await rest(200)
        return eye.lookAtFrame(task).finally(() => (looking -= 1))
      },
    }
    const { said } = await watch(cardOn, { eye: slow })
    await vi.waitFor(() => expect(said.length).toBeGreaterThan(4), wait)
    const gaps = said.slice(2).map(({ atMs }, at) => atMs - (said[at + 1]?.atMs ?? 0))
    expect(Math.min(...gaps)).toBeGreaterThan(380)
    expect(most).toBe(1)
  })

  it('goes on without a worker, at most four times a second', async () => {
    const { said, timings } = await watch(cardOn, { eye: createEye(noWorker) })
    await vi.waitFor(() => expect(said.length).toBeGreaterThan(1), wait)
    const before = said.length
    await rest(2000)
    expect(said.length - before).toBeGreaterThan(0)
    expect(said.length - before).toBeLessThanOrEqual(8)
    expect(timings.every(({ isHere }) => isHere)).toBe(true)
  })

  it('ends, with nothing said, where it holds the main thread up', async () => {
    const eye = createEye(noWorker)
    const slow: Eye = { ...eye, lookAtFrame: async (task) => ({ ...(await eye.lookAtFrame(task)), tookMs: 80 }) }
    const { said } = await watch(cardOn, { eye: slow })
    await vi.waitFor(() => expect(said).toHaveLength(3), wait)
    await rest(700)
    expect(said).toHaveLength(3)
    expect(said.at(-1)).toMatchObject({ hint: null, steadiness: 0, shouldTake: false })
  })

  it('rests while the page is hidden', async () => {
    const { said } = await watch(cardOn)
    await vi.waitFor(() => expect(said.length).toBeGreaterThan(1), wait)
    const visibility = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
    await rest(300)
    const before = said.length
    await rest(600)
    expect(said.length).toBe(before)
    visibility.mockReturnValue('visible')
    await vi.waitFor(() => expect(said.length).toBeGreaterThan(before), wait)
  })

  it('rests while no guide is drawn', async () => {
    const { said } = await watch(cardOn, { guideInFrame: () => null })
    await rest(500)
    expect(said).toEqual([])
  })

  it('says nothing more once it is stopped, whatever is under way', async () => {
    const { said, stop } = await watch(cardOn)
    await vi.waitFor(() => expect(said.length).toBeGreaterThan(1), wait)
    stop()
    const before = said.length
    await rest(400)
    expect(said.length).toBe(before)
  })

  it('ends its worker when nothing is looked at any more', async () => {
    const workers: Worker[] = []
    const terminate = vi.spyOn(Worker.prototype, 'terminate')
    const makeWorker = () => {
      const worker = new Worker(new URL('../../../src/browser/worker/photo.worker.ts', import.meta.url), { type: 'module' })
      workers.push(worker)
      return worker
    }
    const { said, stop } = await watch(cardOn, { eye: createEye({ makeWorker, idleMs: 1500 }) })
    await vi.waitFor(() => expect(said.length).toBeGreaterThan(5), wait)
    stop()
    await vi.waitFor(() => expect(terminate.mock.contexts).toEqual(workers), wait)
    expect(workers).toHaveLength(1)
  })

  it('lets go of every frame', async () => {
    const made: VideoFrame[] = []
    vi.stubGlobal('VideoFrame', class extends VideoFrame {
      constructor(...given: ConstructorParameters<typeof VideoFrame>) {
        super(...given)
        made.push(this)
      }
    })
    const { said, stop } = await watch(cardOn, { eye: createEye(noWorker) })
    await vi.waitFor(() => expect(said.length).toBeGreaterThan(2), wait)
    stop()
    await rest(300)
    // a closed frame, and one that went to a worker, has no size
    expect(made.map(({ codedWidth }) => codedWidth)).toEqual(made.map(() => 0))
    expect(made.length).toBeGreaterThan(2)
  })

  it('takes bitmaps where there are no video frames', async () => {
    vi.stubGlobal('VideoFrame', undefined)
    const { said } = await watch(cardOn)
    await vi.waitFor(() => expect(said.some(({ shouldTake }) => shouldTake)).toBe(true), wait)
  })
})

describe('a camera that cannot serve', () => {
  it('is told of when a document lies there and never gets sharp', async () => {
    const eye = createEye()
    let startedAtMs = 0
    const timed: Eye = {
      ...eye,
      lookAtFrame: (task) => {
        startedAtMs ||= performance.now()
        return eye.lookAtFrame(task)
      },
    }
    let toldAtMs = 0
    const onUnsharp = vi.fn(() => void (toldAtMs = performance.now()))
    const blurred: Paint = (context) => {
      context.filter = 'blur(9px)'
      cardOn(context)
    }
    await watch(blurred, { onUnsharp, eye: timed })
    await vi.waitFor(() => expect(onUnsharp).toHaveBeenCalledTimes(1), { timeout: 14_000, interval: 100 })
    // the time of a look is taken just before the eye is given its frame
    expect(toldAtMs - startedAtMs).toBeGreaterThan(5990)
  })

  it('is not told of when all is well', async () => {
    const onUnsharp = vi.fn()
    await watch(cardOn, { onUnsharp })
    await rest(3000)
    expect(onUnsharp).not.toHaveBeenCalled()
  })
})
