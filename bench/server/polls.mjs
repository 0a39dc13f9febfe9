import { createCaller, createSessions, median, quantile, startProcess } from './processes.mjs'

const sessionCount = 10_000
/** Every fourth verification is open in a second tab, which asks the other machine at the same instant. */
const secondTabEvery = 4
/** Some are open in three tabs more that ask in quick succession: as often as the limit of one user lets through. */
const [hotSessions, hotTabs, hotPauseMs] = [100, 3, 1_500]
const settleSeconds = 25
const [steadySamples, sampleSeconds] = [8, 10]
const steadySeconds = steadySamples * sampleSeconds
/** The widget's longest pause between two looks, in milliseconds, shortened by up to a fifth (core/policy.ts). */
const pauseMs = 10_000
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms * (0.8 + 0.2 * Math.random())))
/**
 * The second is counted where a machine decides to call, and the way to the vendor is longer for one call than for the
 * next; two machines that did not know of one another would be within a few milliseconds. In milliseconds.
 */
const closestMs = 500

/**
 * Polls 10,000 verifications through two handler processes and Redis: all in the same instant, then at the widget's own
 * pace.
 * @returns {Promise<boolean>} whether the goals are met
 */
export async function measurePolls(handlerPath, startRedis) {
  const redis = await startRedis()
  const vendor = await startProcess(`${import.meta.dirname}/vendor.mjs`)
  const environment = { REDIS_PORT: String(redis.port), VENDOR_URL: `${vendor.url}/api/v1` }
  const machines = await Promise.all([1, 2].map(() => startProcess(handlerPath, environment)))
  const sessions = await createSessions(sessionCount, machines)

  const { call, close } = createCaller(500)
  let isOver = false
  const errors = new Map()
  const note = (what) => errors.set(what, (errors.get(what) ?? 0) + 1)
  let latenciesMs = []
  let inFlight = 0
  const poll = async ({ id, user }, machine) => {
    if (isOver) return
    inFlight += 1
    const began = performance.now()
    try {
      const { status, text } = await call('GET', `${machine.url}/api/kyc/individual-sessions/${id}`, user)
      if (status !== 200 || JSON.parse(text).session.id !== id) note(`${status} ${text.slice(0, 80)}`)
    } catch (error) {
      note(error.code ?? error.name)
    }
    latenciesMs.push(performance.now() - began)
    inFlight -= 1
  }
  const sortedSoFar = () => latenciesMs.toSorted((one, other) => one - other)
  const follow = async (session, index) => {
    for (let turn = index; !isOver; turn++) {
      const tabs = index % secondTabEvery === 0 ? machines : [machines[turn % 2]]
      await Promise.all(tabs.map((machine) => poll(session, machine)))
      await pause(pauseMs)
    }
  }
  const followHot = async (session, index) => {
    for (; !isOver; await pause(hotPauseMs)) await poll(session, machines[index % 2])
  }

  await vendor.report()
  const began = performance.now()
  for (const [index, session] of sessions.entries()) void follow(session, index)
  for (const session of sessions.slice(0, hotSessions)) {
    for (let index = 0; index < hotTabs; index++) void followHot(session, index)
  }
  await new Promise((resolve) => setTimeout(resolve, settleSeconds * 1_000))
  const rushMs = sortedSoFar()
  latenciesMs = []
  const steadyBegan = performance.now()
  const samples = []
  for (let sample = 0; sample < steadySamples; sample++) {
    await new Promise((resolve) => setTimeout(resolve, sampleSeconds * 1_000))
    samples.push(await Promise.all(machines.map((machine) => machine.report())))
  }
  const steadyMs = sortedSoFar()
  const rate = (steadyMs.length * 1_000) / (performance.now() - steadyBegan)
  isOver = true
  while (inFlight > 0) await pause(50)
  const seen = await vendor.report()
  const seconds = (performance.now() - began) / 1_000
  for (const { stop } of [...machines, vendor]) stop()
  close()
  await redis.remove()

  const ms = (sorted, share) => `${quantile(sorted, share).toFixed(0)} ms`
  console.log(`\n${sessionCount} verifications polled through two handler processes and Redis`)
  console.log(
    `${sessionCount} at one instant, then each every ${(0.9 * pauseMs) / 1_000} s; every ${secondTabEvery}th in a tab at both ` +
      `machines; ${hotSessions} in ${hotTabs} more tabs that ask every ${(0.9 * hotPauseMs) / 1_000} s; ${steadySeconds} s after ${settleSeconds} s\n`,
  )
  console.log(`the rush    ${rushMs.length} polls, median ${ms(rushMs, 0.5)}, 99 % within ${ms(rushMs, 0.99)}`)
  console.log(`steady      ${steadyMs.length} polls, ${rate.toFixed(0)} a second, median ${ms(steadyMs, 0.5)}, 99 % within ${ms(steadyMs, 0.99)}`)

  const told = machines.flatMap(({ failures }) => [...failures])
  const noError = errors.size === 0 && told.length === 0
  const worst = [...errors, ...told].map(([what, times]) => `${times} × ${what}`).join(', ')
  console.log(`errors      ${noError ? 'none' : worst}: ${noError ? 'met' : 'MISSED'}`)

  const early = (limitMs) => seen.gapsMs.filter((gapMs) => gapMs < limitMs).length
  const busiest = seen.most / seconds
  const isOnce = early(closestMs) === 0 && busiest <= 1
  console.log(
    `vendor      ${seen.calls} calls for ${rushMs.length + steadyMs.length} polls; the busiest session ${busiest.toFixed(2)} a ` +
      `second; two calls for one session within ${closestMs} ms: ${early(closestMs)}, within 900 ms: ${early(900)}, ` +
      `the closest ${(seen.gapsMs[0] ?? Infinity).toFixed(0)} ms: ${isOnce ? 'met' : 'MISSED'}`,
  )

  const isFlat = machines.map((_machine, index) => tellMemory('AB'[index], samples.map((reports) => reports[index])))
  return noError && isOnce && isFlat.every(Boolean)
}

/** After a collection each time; the first three samples against the last three. */
function tellMemory(name, reports) {
  const ends = (part) => [reports.slice(0, 3), reports.slice(-3)].map((few) => median(few.map((report) => report[part])))
  const [[rssBefore, rssAfter], [heapBefore, heapAfter]] = [ends('rssBytes'), ends('heapBytes')]
  const isFlat = rssAfter < 1.15 * rssBefore && heapAfter < 1.1 * heapBefore + 2e6
  const mega = (bytes) => (bytes / 1e6).toFixed(0)
  const all = reports.map(({ rssBytes }) => mega(rssBytes)).join(' ')
  console.log(
    `memory ${name}    RSS ${mega(rssBefore)} to ${mega(rssAfter)} MB (${all}), ` +
      `live heap ${mega(heapBefore)} to ${mega(heapAfter)} MB: ${isFlat ? 'met' : 'MISSED'}`,
  )
  return isFlat
}
