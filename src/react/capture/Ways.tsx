import type { Rung } from '../../core/ladder.ts'
import { FilePicker } from '../parts/FilePicker.tsx'
import { Icon } from '../parts/icons/Icon.tsx'
import { camera, chevronEnd, phone, upload } from '../parts/icons/more-icons.ts'
import { useWidget } from '../widget.tsx'
import type { Ladder } from './useLadder.ts'

interface WaysProps {
  ladder: Ladder
  /** The way that is being tried: it is left out. */
  except: Rung
  onCamera(): void
  onFile(file: File, rung: Rung): void
}

/** Every other way to a photo, as rows. "Continue on your phone" will be one more. */
export function Ways({ ladder, except, onCamera, onFile }: WaysProps) {
  const { capture } = useWidget().messages
  const ways = [
    { rung: 'camera', icon: camera, text: capture.useCamera },
    { rung: 'cameraApp', icon: phone, text: capture.cameraApp },
    { rung: 'file', icon: upload, text: capture.upload },
  ] as const
  return (
    <div data-part="methods">
      {ways
        .filter(({ rung }) => rung !== except && (rung !== 'cameraApp' || ladder.hasCameraApp))
        .map(({ rung, icon, text }) => {
          const row = (open: () => void) => (
            <button type="button" data-part="method" onClick={open}>
              <Icon path={icon} />
              <span>{text}</span>
              <Icon path={chevronEnd} mirror />
            </button>
          )
          if (rung === 'camera') return <div key={rung}>{row(onCamera)}</div>
          return (
            <FilePicker key={rung} capture={rung === 'cameraApp' ? 'environment' : undefined} onPick={(file) => onFile(file, rung)}>
              {row}
            </FilePicker>
          )
        })}
    </div>
  )
}
