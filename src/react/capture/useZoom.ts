import { useLayoutEffect, useRef, useState, type RefObject } from 'react'
import type { Photo } from '../../core/ports.ts'

/** How many times as large as the whole photo in its frame it can be made. */
export const largestZoom = 4

/** A photo of which nothing but the whole shows what is wrong. */
const wholeMatters = /far|cut/

/**
 * How large the photo is, in halves of the whole one, and a person's way to change that. It begins with the document as
 * large as fits, in the middle, once that is found; after that, what stands in the middle stays there.
 */
export function useZoom(frame: RefObject<HTMLDivElement | null>, { width, height, look }: Photo) {
  const [zoom, setZoom] = useState(1)
  const before = useRef(zoom)
  const isTouched = useRef(false)
  /** What is to stand in the middle, in shares of the photo in its frame. */
  const middle = useRef<[x: number, y: number] | null>(null)
  const { corners, issues } = look?.inspection ?? {}

  useLayoutEffect(() => {
    const fit = () => {
      const box = frame.current
      if (!box?.clientWidth || !corners || isTouched.current || wholeMatters.test(String(issues))) return
      const { clientWidth, clientHeight } = box
      const scale = Math.min(clientWidth / width, clientHeight / height)
      const [across, down] = [spanOf(corners.map(({ x }) => x)), spanOf(corners.map(({ y }) => y))]
      const most = Math.min(clientWidth / across.length, clientHeight / down.length) / scale
      const next = Math.max(1, Math.min(largestZoom, Math.floor(2 * most) / 2))
      middle.current = [
        0.5 + ((across.middle - width / 2) * scale) / clientWidth,
        0.5 + ((down.middle - height / 2) * scale) / clientHeight,
      ]
      if (next === before.current) moveTo(box, next, middle.current)
      setZoom(next)
    }
    fit()
    // A phone is turned
    window.addEventListener('resize', fit)
    return () => window.removeEventListener('resize', fit)
  }, [frame, corners, issues, width, height])

  useLayoutEffect(() => {
    const box = frame.current
    const was = before.current
    before.current = zoom
    if (!box || zoom === was) return
    const { clientWidth, clientHeight, scrollLeft, scrollTop } = box
    const seen = [(scrollLeft / clientWidth + 0.5) / was, (scrollTop / clientHeight + 0.5) / was] as const
    moveTo(box, zoom, middle.current ?? seen)
    middle.current = null
  }, [frame, zoom])

  return [
    zoom,
    (to: number) => {
      isTouched.current = true
      if (to === 1) middle.current = null
      setZoom(Math.max(1, Math.min(largestZoom, to)))
    },
  ] as const
}

/** Scrolls so that a place of the photo in its frame, in shares of that, stands in the middle. */
function moveTo(box: HTMLElement, zoom: number, [x, y]: readonly [number, number]) {
  box.scrollLeft = (x * zoom - 0.5) * box.clientWidth
  box.scrollTop = (y * zoom - 0.5) * box.clientHeight
}

function spanOf(places: number[]) {
  const [from, to] = [Math.min(...places), Math.max(...places)]
  return { length: to - from, middle: (from + to) / 2 }
}
