// The measure of a busy main thread, for the benchmarks that run in a page.

/**
 * Runs in the page, also by itself: counts tasks over 50 ms, and the longest time in which a timer was not served.
 * `startWatch()` begins anew, `endWatch()` says what was seen since, both on `window`.
 */
export function watchLongTasks() {
  const seen = { tasksMs: [], stallMs: 0 }
  const take = (entries) => seen.tasksMs.push(...entries.map(({ duration }) => Math.round(duration)))
  const observer = new PerformanceObserver((list) => take(list.getEntries()))
  observer.observe({ type: 'longtask' })
  let last = performance.now()
  setInterval(() => {
    const now = performance.now()
    seen.stallMs = Math.max(seen.stallMs, now - last)
    last = now
  }, 4)
  window.startWatch = () => {
    observer.takeRecords()
    Object.assign(seen, { tasksMs: [], stallMs: 0 })
    last = performance.now()
  }
  window.endWatch = () => {
    take(observer.takeRecords())
    return { tasksMs: seen.tasksMs, stallMs: Math.round(seen.stallMs) }
  }
}

/** Runs in the page, also by itself: a task of 120 ms, which has to be seen. */
export const block = () =>
  new Promise((resolve) => {
    setTimeout(() => {
      for (const until = performance.now() + 120; performance.now() < until; );
      setTimeout(resolve, 100)
    })
  })
