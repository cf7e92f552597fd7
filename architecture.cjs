// The floors of the house as data: lowest first. The check, the architecture test and ARCHITECTURE.md follow this table.
'use strict'
const floors = [
  ['core/src/kernel'],
  ['core/src/sql'],
  ['core/src/policy', 'core/src/linkage', 'core/src/casework'],
  ['programmes/src'],
  ['contract/src'],
  ['server/src/usecases', 'server/src/sample'],
  ['server/src/adapters'],
  ['server/src/http', 'console/src'],
  ['server/src/cli'],
]
const rooms = floors.flat()
const at = (room) => `^packages/${room}/`
const floorOf = (room) => floors.findIndex((floor) => floor.includes(room))
const lower = (room) => rooms.filter((other) => floorOf(other) < floorOf(room))
const only = (room, allowed) => ({
  name: `${room}: only ${allowed.join(', ')}`,
  severity: 'error',
  from: { path: at(room) },
  to: { path: '^packages/', pathNot: [at(room), ...allowed.map(at)] },
})

const forbidden = [
  { name: 'no cycle', severity: 'error', from: {}, to: { circular: true } },
  ...rooms.map((room) => ({
    name: `${room} stands only on lower floors`,
    severity: 'error',
    from: { path: at(room) },
    to: { path: '^packages/', pathNot: [at(room), ...lower(room).map(at)] },
  })),
  ...rooms
    .filter((room) => room.startsWith('core/'))
    .map((room) => ({
      name: `${room}: front door only`,
      severity: 'error',
      from: { path: '^packages/', pathNot: at(room) },
      to: { path: at(room), pathNot: `${at(room)}index\\.ts$` },
    })),
  only('console/src', ['contract/src', 'core/src/kernel']),
  only('contract/src', ['core/src/kernel']),
  // The generator must not learn the truth from the pipeline, nor the pipeline from the generator.
  only('server/src/sample', ['core/src/kernel', 'programmes/src']),
  {
    name: 'the pipeline does not know the sample city',
    severity: 'error',
    from: { path: [at('server/src/usecases'), at('server/src/adapters')] },
    to: { path: at('server/src/sample') },
  },
  {
    name: 'core is pure',
    severity: 'error',
    from: { path: ['^packages/core/', '^packages/programmes/'] },
    to: { dependencyTypes: ['core', 'npm', 'npm-dev'] },
  },
]

const options = {
  tsPreCompilationDeps: true,
  doNotFollow: { path: 'node_modules' },
  exclude: { path: '\\.test\\.tsx?$|/dist/|/dev/' },
  tsConfig: { fileName: 'tsconfig.base.json' },
  enhancedResolveOptions: {
    exportsFields: ['exports'],
    conditionNames: ['import', 'types', 'node', 'default'],
    extensions: ['.ts', '.tsx', '.js'],
  },
}

module.exports = { floors, rooms, forbidden, options }
