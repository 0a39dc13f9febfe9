interface ShutterProps {
  label: string
  isReady: boolean
  /** How much of the ring is filled, 0 to 1; a full ring takes the picture. */
  steadiness: number
  onPress(): void
}

const radius = 36
const aroundPixels = 2 * Math.PI * radius

/** Takes the picture, at any time; its ring shows how far the automatic one is. */
export function Shutter({ label, isReady, steadiness, onPress }: ShutterProps) {
  const filled = Math.min(1, steadiness) * aroundPixels
  return (
    <button type="button" data-part="shutter" aria-label={label} aria-disabled={isReady ? undefined : true} onClick={onPress}>
      <svg data-part="shutter-ring" viewBox="0 0 80 80" aria-hidden="true">
        <circle data-part="shutter-track" cx="40" cy="40" r={radius} />
        {filled > 0 && (
          <circle data-part="shutter-value" cx="40" cy="40" r={radius} strokeDasharray={`${filled.toFixed(1)} ${aroundPixels.toFixed(1)}`} />
        )}
      </svg>
    </button>
  )
}
