import type { Rung } from '../../core/ladder.ts'
import { FilePicker } from '../parts/FilePicker.tsx'
import { Icon } from '../parts/icons/Icon.tsx'
import { chevronEnd, phone, upload } from '../parts/icons/more-icons.ts'
import { useWidget } from '../widget.tsx'
import type { Ladder } from './useLadder.ts'

interface WaysProps {
  ladder: Ladder
  /** The way that is offered beside: it is left out. */
  except: Rung
  onFile(file: File, rung: Rung): void
}

/**
 * Every other way to a photo than the camera in the page, as rows under their title; nothing where there is none.
 * "Continue on your phone" will be one more.
 */
export function Ways({ ladder, except, onFile }: WaysProps) {
  const { capture } = useWidget().messages
  const ways = (
    [
      { rung: 'cameraApp', icon: phone, text: capture.cameraApp },
      { rung: 'file', icon: upload, text: capture.upload },
    ] as const
  ).filter(({ rung }) => rung !== except && (rung !== 'cameraApp' || ladder.hasCameraApp))
  if (ways.length === 0) return null
  return (
    <div data-part="section">
      <p data-part="section-title">{capture.otherWays}</p>
      <div data-part="methods">
        {ways.map(({ rung, icon, text }) => (
          <FilePicker key={rung} capture={rung === 'cameraApp' ? 'environment' : undefined} onPick={(file) => onFile(file, rung)}>
            {(open) => (
              <button type="button" data-part="method" onClick={open}>
                <Icon path={icon} />
                <span>{text}</span>
                <Icon path={chevronEnd} mirror />
              </button>
            )}
          </FilePicker>
        ))}
      </div>
    </div>
  )
}
