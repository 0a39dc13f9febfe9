/** What a staged camera shows. `halves` is red on the left and green on the right with a blue mark low on the right. */
export type Scene = 'halves' | 'black' | 'grey' | 'infrared'

/** A camera made of a canvas: a real stream with real frames. */
export interface CanvasCamera {
  readonly id: string
  readonly stream: () => MediaStream
  scene: Scene
}

function paint(context: CanvasRenderingContext2D, scene: Scene, count: number) {
  const { width, height } = context.canvas
  const area = (colour: string, ...[x, y, w, h]: [number, number, number, number]) => {
    context.fillStyle = colour
    context.fillRect(x * width, y * height, w * width, h * height)
  }
  if (scene === 'black') return area('#000', 0, 0, 1, 1)
  if (scene === 'grey') return area('#777', 0, 0, 1, 1)
  const [left, right, mark] = scene === 'halves' ? ['#dc1e1e', '#1eb41e', '#1e1edc'] : ['#333', '#999', '#eee']
  area(left!, 0, 0, 0.5, 1)
  area(right!, 0.5, 0, 0.5, 1)
  area(mark!, 0.7, 0.7, 0.1, 0.1)
  // something moves, so that frames keep coming
  area(count % 2 === 0 ? '#fff' : '#000', 0, 0, 0.01, 0.01)
}

/** Makes a camera; `end` stops its painting and every stream that it gave. */
export function canvasCamera(id: string, width: number, height: number, scene: Scene, facing?: 'environment' | 'user') {
  const streams: MediaStream[] = []
  const timers: ReturnType<typeof setInterval>[] = []
  const camera = {
    id,
    scene,
    isFrozen: false,
    streams,
    stream() {
      const canvas = Object.assign(document.createElement('canvas'), { width, height })
      const context = canvas.getContext('2d')!
      let count = 0
      const draw = () => { if (!camera.isFrozen) paint(context, camera.scene, count++) }
      draw()
      timers.push(setInterval(draw, 40))
      const stream = canvas.captureStream(25)
      const [track] = stream.getVideoTracks()
      Object.assign(track!, {
        getSettings: () => ({ deviceId: id, width, height, facingMode: facing }),
        getCapabilities: () => ({ facingMode: facing ? [facing] : [] }),
      })
      streams.push(stream)
      return stream
    },
    end() {
      for (const timer of timers) clearInterval(timer)
      for (const stream of streams) for (const track of stream.getTracks()) track.stop()
    },
  }
  return camera
}

/** The browser's own devices with staged cameras in their place. */
export function canvasDevices(cameras: ReturnType<typeof canvasCamera>[]) {
  const asked: MediaTrackConstraints[] = []
  return Object.assign(new EventTarget(), {
    asked,
    getSupportedConstraints: () => ({}),
    enumerateDevices: async () => cameras.map(({ id }) => ({ kind: 'videoinput', deviceId: id, label: id })),
    async getUserMedia({ video }: { video: MediaTrackConstraints }) {
      asked.push(video)
      const { exact } = (video.deviceId ?? {}) as { exact?: string }
      const camera = exact === undefined ? cameras[0] : cameras.find(({ id }) => id === exact)
      if (!camera) throw new DOMException('', 'NotFoundError')
      return camera.stream()
    },
  })
}
