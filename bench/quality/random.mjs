/**
 * Numbers that look random and are the same for the same seed, on every machine.
 * @param {number} seed any integer
 */
export function createRandom(seed) {
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const between = (low, high) => low + (high - low) * next()
  const integer = (low, high) => Math.floor(between(low, high + 1))
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
  return {
    /** 0 up to, but without, 1. */
    next,
    between,
    /** Both ends included. */
    integer,
    /** Bell-shaped around 0 with a deviation of 1. */
    normal,
    /** True that often, 0 to 1. */
    chance: (share) => next() < share,
    /** Between low and high, of either sign. */
    signed: (low, high) => between(low, high) * (next() < 0.5 ? -1 : 1),
    pick: (list) => list[integer(0, list.length - 1)],
    digits: (count) => Array.from({ length: count }, () => integer(0, 9)).join(''),
    /** Other numbers that go on without disturbing these. */
    fork: () => createRandom(integer(0, 2 ** 31)),
  }
}
