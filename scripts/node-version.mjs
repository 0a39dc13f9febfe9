/** What is wrong with this version of Node, as a sentence and whether to stop; null when it will do. */
export function nodeProblem(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19)) {
    return { isFatal: true, message: `Node ${version} is too old: idstep needs 20.19 or newer (https://nodejs.org)` }
  }
  if (major === 21 || (major === 22 && minor < 12)) {
    return { isFatal: false, message: `Node ${version} is not supported by the build tool; 20.19, or 22.12 or newer, is` }
  }
  return null
}
