import { join } from 'node:path'
import { createSandbox, sandboxApiKey } from 'idstep/sandbox'
import { createHandler, toNodeListener } from 'idstep/server'
import { pageFolder } from './build.mjs'
import { isForLoopback, listen } from './server/listen.mjs'
import { pageListener } from './server/page.mjs'
import { panelListener } from './server/panel.mjs'
import { storageListener } from './server/storage.mjs'
import { userOf } from './server/user.mjs'
import { openVault } from './server/vault.mjs'

/** Where the real vendor's presigned targets point (NOTUS.md, Presigned POST). */
const vendorStorageUrl = 'https://s3.us-east-1.amazonaws.com'

/**
 * @typedef {object} DemoOptions
 * @property {number} [port] of the page; the next free one is taken, 0 means any. Default 4173
 * @property {number} [storagePort] of the stand-in for S3, likewise. Default: the one after the page's
 * @property {(url: string) => Promise<string>} [storageAddress] under which the browser is to reach that stand-in, given its
 * own address. Default: that one
 * @property {import('idstep/sandbox').Scenario} [scenario] what the sandbox plays at first. Default 'approved'
 * @property {number} [speed] divides the sandbox's waiting times. Default 1
 * @property {boolean} [development] serves the page built with React's development mode. Default false
 * @property {string} [storedFolder] where uploads are kept; emptied at the start. Default `.stored` beside this file
 * @property {string} [apiKey] of the real vendor, which is then asked instead of the sandbox
 * @property {string} [baseUrl] of the real vendor's API
 * @property {(line: string) => void} [log] told of faults on the server's side. Default: nothing is told
 */

/**
 * @typedef {object} Demo
 * @property {string} url of the page, without a slash at its end
 * @property {string} storageUrl where photos are sent to
 * @property {import('idstep/sandbox').Sandbox | null} sandbox `null` when the real vendor is asked
 * @property {string | null} storedFolder
 * @property {() => Promise<void>} close ends both servers and every connection to them
 */

/**
 * Starts the bank's server: the page, idstep's handler at /api/kyc, the panel's answers under /demo/, and the stand-in
 * for the vendor's S3 on a port of its own. The page must have been built; see `ensureBuilt` in build.mjs.
 * @param {DemoOptions} [options]
 * @returns {Promise<Demo>}
 */
export async function startDemo({
  port = 4173,
  storagePort,
  storageAddress = async (url) => url,
  scenario = 'approved',
  speed = 1,
  development = false,
  storedFolder = join(import.meta.dirname, '.stored'),
  apiKey,
  baseUrl,
  log = () => {},
} = {}) {
  // Both addresses must be known before anything can be answered: the policy names one, the upload targets the other.
  let answerPage
  const page = await listen((incoming, outgoing) => answerPage(incoming, outgoing), port)
  let answerStorage
  const storage = apiKey
    ? null
    : await listen((incoming, outgoing) => answerStorage(incoming, outgoing), storagePort ?? (port && page.port + 1))
  const storageUrl = storage ? await storageAddress(storage.url) : vendorStorageUrl

  const vault = storage && openVault(storedFolder)
  const sandbox = storage && createSandbox({ scenario, speed, publicUrl: storageUrl, onStored: vault.keep })
  if (sandbox) answerStorage = storageListener(sandbox)

  const handler = createHandler({
    apiKey: apiKey ?? sandboxApiKey,
    baseUrl,
    fetch: sandbox?.fetch,
    authorize: (request) => userOf(request.headers.get('cookie')),
    minimumAge: 18,
    onFailure: ({ code, traceId }) => log(`the vendor's side failed: ${code}${traceId ? ` (${traceId})` : ''}`),
  })
  answerPage = route(toNodeListener(handler), panelListener(sandbox, vault), pageListener(pageFolder(development), storageUrl))

  return {
    url: page.url,
    storageUrl,
    sandbox,
    storedFolder: storage && storedFolder,
    async close() {
      await Promise.all([page.close(), storage?.close()])
    },
  }
}

/** @returns {import('node:http').RequestListener} */
function route(answerKyc, answerPanel, answerFile) {
  return (incoming, outgoing) => {
    if (!isForLoopback(incoming)) return outgoing.writeHead(421).end()
    if (incoming.url.startsWith('/api/kyc/')) return answerKyc(incoming, outgoing)
    if (incoming.url.startsWith('/demo/')) return answerPanel(incoming, outgoing)
    return answerFile(incoming, outgoing)
  }
}
