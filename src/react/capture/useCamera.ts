import { useEffect, useRef, useState } from 'react'
import { isVerificationError, type CameraErrorCode, type VerificationErrorCode } from '../../core/errors.ts'
import { loadPart, useAdapters, type CaptureTools } from '../adapters.ts'
import { useWidget } from '../widget.tsx'

/** The one owner of the camera's stream. */
export type CameraOwner = ReturnType<CaptureTools['createCamera']>

/** The camera's screen with what it needs, once it is there. */
export interface CameraPart {
  CameraView: typeof import('./CameraView.tsx').CameraView
  tools: CaptureTools
  camera: CameraOwner
}

/** Opens the camera from a person's act; the stream belongs to the widget and outlives this side's screen. */
export function useCamera(onFailure: (code: VerificationErrorCode) => void) {
  const { capture, defaultCamera, onCameraChange } = useWidget()
  const { loadCaptureTools } = useAdapters()
  const [part, setPart] = useState<CameraPart | null>(null)
  const [isOpen, setOpen] = useState(false)
  const attempt = useRef(0)
  useEffect(() => () => void attempt.current++, [])
  useEffect(() => {
    capture.onCameraChange = onCameraChange
  })

  const open = async () => {
    const mine = ++attempt.current
    setOpen(true)
    try {
      const [{ CameraView }, tools] = await Promise.all([loadPart(() => import('./CameraView.tsx')), loadCaptureTools()])
      if (mine !== attempt.current) return
      capture.camera ??= tools.createCamera({ deviceId: defaultCamera, onChange: ({ id }) => capture.onCameraChange?.(id) })
      capture.camera.open()
      setPart({ CameraView, tools, camera: capture.camera })
    } catch (error) {
      if (mine !== attempt.current) return
      setOpen(false)
      onFailure(isVerificationError(error) ? error.code : 'camera-failed')
    }
  }
  return {
    isOpen,
    part,
    open: () => void open(),
    /** Leaves the camera's screen; its stream rests for the other side. */
    leave() {
      attempt.current++
      setOpen(false)
      capture.camera?.rest()
    },
    /** Leaves the camera's screen because the person wants it off: its light must not stay on. */
    close() {
      attempt.current++
      setOpen(false)
      capture.camera?.close()
    },
    fail(code: CameraErrorCode) {
      // Told twice, it has failed once
      if (capture.camera?.getState().status === 'closed') return
      attempt.current++
      setOpen(false)
      capture.camera?.close()
      onFailure(code)
    },
  }
}
