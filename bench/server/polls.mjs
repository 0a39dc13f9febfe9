import { createCaller, createSessions, quantile, startProcess } from './processes.mjs'

const sessionCount = 10_000
/** Every fourth verification is open in a second tab, which asks the other machine at the same instant. */
const secondTabEvery = 4
/** Some are open in three tabs more that ask in quick succession: as often as the limit of one user lets through. */
const [hotSessions, hotTabs, hotPauseMs] = [100, 3, 1_500]
const settleSeconds = 25
const steadySeconds = 60
/** The widget's longest pause between two looks, in milliseconds, shortened by up to a fifth (core/policy.ts). */
const pauseMs = 10_000
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms * (0.8 + 0.2 * Math.random())))
/** What the way to the vendor may take off the second between two calls, in milliseconds. */
const jitterMs = 100

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
  const rushMs = latenciesMs.sort((one, other) => one - other)
  latenciesMs = []
  const start = await Promise.all(machines.map((machine) => machine.report()))
  const steadyBegan = performance.now()
  await new Promise((resolve) => setTimeout(resolve, steadySeconds * 1_000))
  const steadyMs = latenciesMs.sort((one, other) => one - other)
  const rate = (steadyMs.length * 1_000) / (performance.now() - steadyBegan)
  const end = await Promise.all(machines.map((machine) => machine.report()))
  isOver = true
  while (inFlight > 0) await pause(50)
  const seen = await vendor.report()
  const seconds = (performance.now() - began) / 1_000
  for (const { stop } of [...machines, vendor]) stop()
  close()
  await redis.remove()

  const mega = (bytes) => (bytes / 1e6).toFixed(1)
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

  const early = seen.gapsMs.filter((gapMs) => gapMs < 1_000 - jitterMs).length
  const polls = rushMs.length + steadyMs.length
  const isOnce = early === 0 && seen.most <= seconds + 1
  console.log(
    `vendor      ${seen.calls} calls for ${polls} polls; the busiest session ${(seen.most / seconds).toFixed(2)} a second; ` +
      `shortest time between two of one session ${(seen.gapsMs[0] ?? Infinity).toFixed(0)} ms, ` +
      `${early} under ${1_000 - jitterMs} ms: ${isOnce ? 'met' : 'MISSED'}`,
  )

  let isFlat = true
  for (const [index, before] of start.entries()) {
    const after = end[index]
    const isSame = after.heapBytes < 1.1 * before.heapBytes + 2e6 && after.rssBytes < 1.15 * before.rssBytes
    isFlat &&= isSame
    console.log(
      `memory ${'AB'[index]}    RSS ${mega(before.rssBytes)} to ${mega(after.rssBytes)} MB, ` +
        `live heap ${mega(before.heapBytes)} to ${mega(after.heapBytes)} MB: ${isSame ? 'met' : 'MISSED'}`,
    )
  }
  return noError && isOnce && isFlat
}
