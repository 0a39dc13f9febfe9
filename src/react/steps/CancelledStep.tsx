import { Screen } from '../parts/Screen.tsx'
import { useWidget } from '../widget.tsx'

/** What stands there after leaving, where the host keeps the widget mounted. */
export function CancelledStep() {
  const { result } = useWidget().messages
  return <Screen name="cancelled" title={result.cancelled} lead={result.cancelledLead} align="center" />
}
