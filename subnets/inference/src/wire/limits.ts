/** What one body may hold, both ways. Everything is checked before memory is taken for it. */
export const limits = {
  /** Of a request's body. */
  requestBytes: 8_388_608,
  /** Of a response's body; validators keep answers, so this is also what a hostile miner can make them write down. */
  responseBytes: 8_388_608,
  /** Of JSON, alone or before binary data. */
  jsonBytes: 4_194_304,
  /** Inputs of a request, outputs of a response. */
  tensors: 64,
  rank: 8,
  /** Of one tensor. */
  elements: 4_194_304,
  nameLength: 200,
} as const
