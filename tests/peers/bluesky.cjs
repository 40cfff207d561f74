// A network of one: Bluesky's own personal data server (accounts, records, the stream of all changes) and the directory of
// identities that it writes to. Both listen on loopback, keep everything in DIR, and end when their standard input does.
//
// usage: node bluesky.cjs DIR   prints {"pds":PORT,"plc":PORT} once both answer

process.env.LOG_ENABLED = 'false'

const { randomBytes } = require('node:crypto')
const { createServer } = require('node:net')
const { join } = require('node:path')
const { PDS } = require('@atproto/pds')
const plc = require('@did-plc/server')

const dir = process.argv[2]

// Identities hold the server's address, so that it must be known before the server listens.
const freePort = () =>
  new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => resolve(port))
    })
  })

// Left to themselves, both would listen on every address of the machine.
const onLoopback = (server) => {
  const listen = server.app.listen.bind(server.app)
  server.app.listen = (port) => listen(port, '127.0.0.1')
  return server
}

const start = async () => {
  const ports = { pds: await freePort(), plc: await freePort() }
  await onLoopback(plc.PlcServer.create({ db: plc.Database.mock(), port: ports.plc })).start()
  const pds = await PDS.fromEnv({
    port: ports.pds,
    hostname: 'localhost',
    serviceHandleDomains: ['.test'],
    dataDirectory: dir,
    blobstoreDiskLocation: join(dir, 'blobs'),
    blobstoreDiskTmpLocation: join(dir, 'blobs.tmp'),
    didPlcUrl: `http://127.0.0.1:${ports.plc}`,
    enableDidDocWithSession: true,
    inviteRequired: false,
    devMode: true,
    crawlers: [],
    jwtSecret: randomBytes(16).toString('hex'),
    adminPassword: randomBytes(16).toString('hex'),
    plcRotationKeyK256PrivateKeyHex: randomBytes(32).toString('hex'),
  })
  await onLoopback(pds).start()
  console.log(JSON.stringify(ports))
}

process.stdin.on('end', () => process.exit(0)).resume()
start().catch((error) => {
  console.error(error)
  process.exit(1)
})
