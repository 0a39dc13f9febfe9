import { useEffect, useRef, useState, type RefObject } from 'react'
import type { DocumentShape, LiveHint } from '../../core/quality.ts'
import type { CaptureTools } from '../adapters.ts'
import type { CameraOwner } from './useCamera.ts'

interface GuidanceOptions {
  tools: CaptureTools
  camera: CameraOwner
  video: RefObject<HTMLVideoElement | null>
  /** Where the guide lies over the video, in CSS pixels; `null` while it is not drawn. */
  place(): { x: number; y: number; width: number; height: number } | null
  shape: DocumentShape
  isOn: boolean
  takesByItself: boolean
  onTake(): void
}

const nothingYet: { hint: LiveHint | null; steadiness: number } = { hint: null, steadiness: 0 }

/** What the person is to change, and how near the automatic picture is. Where no look can be had, nothing is said. */
export function useGuidance({ tools, camera, video, place, shape, isOn, takesByItself, onTake }: GuidanceOptions) {
  const [guidance, setGuidance] = useState(nothingYet)
  const latest = useRef({ place, onTake })
  useEffect(() => {
    latest.current = { place, onTake }
  })
  useEffect(() => {
    const element = video.current
    if (!isOn || !element) return
    const guideInFrame = () => {
      const guide = latest.current.place()
      const size = { width: element.videoWidth, height: element.videoHeight }
      const view = { width: element.clientWidth, height: element.clientHeight }
      const { isMirrored } = camera.getState()
      return guide && tools.guideToPicture({ guide, view, video: size, picture: size, isMirrored, margin: 0 })
    }
    const watching = tools.createGuidance({
      video: element,
      shape,
      takesByItself,
      guideInFrame,
      onGuidance({ hint, steadiness, shouldTake }) {
        // The ring has some thirty steps: a render for each frame would be for nothing
        const rounded = Math.round(steadiness * 30) / 30
        setGuidance((now) => (now.hint === hint && now.steadiness === rounded ? now : { hint, steadiness: rounded }))
        if (shouldTake) latest.current.onTake()
      },
      onUnsharp: () => camera.tryNext(),
    })
    return () => {
      watching.stop()
      setGuidance(nothingYet)
    }
  }, [tools, camera, video, shape, isOn, takesByItself])
  return guidance
}
