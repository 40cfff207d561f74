// A Jetstream in front of one personal data server: its stream of signed, binary changes as plain JSON, in both protocols
// that public Jetstreams speak. Nothing is kept: each start reads the server's whole stream again, and since events are
// timed and numbered by the server, cursors hold from one start to the next.
//
// usage: node jetstream.cjs http://PDS PORT   prints {"port":PORT} once it listens; PORT 0 is any free one

const { createServer } = require('node:http')
const { WebSocketServer } = require('ws')
const { lexToJson } = require('@atproto/lex-json')
const { cborToLexRecord, readCar } = require('@atproto/repo')
const { Subscription } = require('@atproto/xrpc-server')

const [pds, port] = process.argv.slice(2)
const STREAM = 'com.atproto.sync.subscribeRepos'
const SECOND = 'network.bsky.jetstream.subscribeEvents'

const log = [] // all events so far, oldest first
const readers = new Set()

// The same for every start: the server's own time of an event, moved on where two have the same.
const stamp = (time) => Math.max(Date.parse(time) * 1000, (log.at(-1)?.time_us ?? 0) + 1)

const emit = (source, event) => {
  log.push({ did: event.did, time_us: stamp(source.time), seq: log.length + 1, ...event })
  for (const tell of readers) tell(log.at(-1))
}

const commit = async (source) => {
  const { blocks } = await readCar(source.blocks)
  for (const op of source.ops) {
    const [collection, rkey] = op.path.split('/')
    const change = { rev: source.rev, operation: op.action, collection, rkey }
    if (op.cid) {
      change.record = lexToJson(cborToLexRecord(blocks.get(op.cid)))
      change.cid = op.cid.toString()
    }
    emit(source, { did: source.repo, kind: 'commit', commit: change })
  }
}

const follow = async () => {
  let cursor = 0
  const stream = new Subscription({
    service: pds.replace('http', 'ws'),
    method: STREAM,
    getParams: () => ({ cursor }),
    validate: (message) => message,
  })
  for await (const { $type, ...source } of stream) {
    const kind = $type.slice(STREAM.length + 1)
    if (kind === 'commit') await commit(source)
    if (kind === 'identity' || kind === 'account') emit(source, { did: source.did, kind, [kind]: source })
    cursor = source.seq ?? cursor
  }
}

// ------------------------------------------------------------------------------------------------ what readers are told

const first = ({ seq, ...event }) => event

const second = ({ did, time_us, seq, kind, ...event }) => {
  const time = new Date(time_us / 1000).toISOString().replace('Z', `${String(time_us % 1000).padStart(3, '0')}Z`)
  const body = kind === 'commit' ? event.commit : event
  return { $type: 'message', payload: { $type: `${SECOND}#${kind}`, did, seq, time, witnessedAt: time, ...body } }
}

const wanted = (collections) => {
  const fits = (name) => (want) => (want.endsWith('*') ? name.startsWith(want.slice(0, -1)) : name === want)
  return ({ commit }) => !commit || !collections.length || collections.some(fits(commit.collection))
}

const serve = (socket, query, { shape, collections, behind }) => {
  const isWanted = wanted(query.getAll(collections))
  // the past may still be coming in: whoever asks for none of it must not hear it as news
  const isDue = behind(Number(query.get('cursor') ?? Date.now() * 1000))
  const most = Number(query.get('maxMessageSizeBytes')) || Infinity
  const tell = (event) => {
    const line = JSON.stringify(shape(event))
    if (isDue(event) && isWanted(event) && Buffer.byteLength(line) <= most) socket.send(line)
  }
  log.forEach(tell)
  readers.add(tell)
  socket.on('close', () => readers.delete(tell)).on('error', () => socket.terminate())
}

const protocols = {
  '/subscribe': { shape: first, collections: 'wantedCollections', behind: (at) => (event) => event.time_us >= at },
  [`/xrpc/${SECOND}`]: {
    shape: second,
    collections: 'collections',
    // a number, or a moment where it is too large to be one
    behind: (at) => (event) => (at < 1e15 ? event.seq > at : event.time_us >= at),
  },
}

const http = createServer((_, answer) => answer.writeHead(404).end())
const sockets = new WebSocketServer({ noServer: true })
http.on('upgrade', (request, socket, head) => {
  const { pathname, searchParams } = new URL(request.url, 'http://localhost')
  const protocol = protocols[pathname]
  if (!protocol) return socket.end('HTTP/1.1 404 Not Found\r\n\r\n')
  sockets.handleUpgrade(request, socket, head, (open) => serve(open, searchParams, protocol))
})

process.stdin.on('end', () => process.exit(0)).resume()
follow().catch((error) => {
  console.error(error)
  process.exit(1)
})
http.listen(Number(port), '127.0.0.1', () => console.log(JSON.stringify({ port: http.address().port })))
