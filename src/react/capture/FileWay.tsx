import type { Rung } from '../../core/ladder.ts'
import { Button } from '../parts/Button.tsx'
import { FilePicker } from '../parts/FilePicker.tsx'
import { phone, upload } from '../parts/icons/more-icons.ts'
import { useWidget } from '../widget.tsx'

interface FileWayProps {
  rung: Exclude<Rung, 'camera'>
  variant?: 'primary' | 'secondary'
  isBusy?: boolean
  onFile(file: File, rung: Rung): void
}

/** The button of the camera app or of the picker: two controls, as some phones hide the one behind the other's. */
export function FileWay({ rung, variant = 'primary', isBusy = false, onFile }: FileWayProps) {
  const { capture } = useWidget().messages
  const isApp = rung === 'cameraApp'
  return (
    <FilePicker capture={isApp ? 'environment' : undefined} onPick={(file) => onFile(file, rung)}>
      {(open) => (
        <Button variant={variant} icon={isApp ? phone : upload} onClick={open} isBusy={isBusy}>
          {isBusy ? capture.preparing : isApp ? capture.cameraApp : capture.upload}
        </Button>
      )}
    </FilePicker>
  )
}
