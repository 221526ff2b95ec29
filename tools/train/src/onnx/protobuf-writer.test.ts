import { expect, it } from 'vitest'
import { ProtobufWriter } from './protobuf-writer.ts'

const hex = (writer: ProtobufWriter): string => Buffer.from(writer.finish()).toString('hex')

it('writes the examples of the protobuf encoding guide', () => {
  // https://protobuf.dev/programming-guides/encoding
  expect(hex(new ProtobufWriter().integer(1, 150))).toBe('089601')
  expect(hex(new ProtobufWriter().text(2, 'testing'))).toBe('120774657374696e67')
  expect(hex(new ProtobufWriter().message(3, new ProtobufWriter().integer(1, 150)))).toBe('1a03089601')
})

it('writes negative integers as 64-bit two’s complement, and floats little-endian', () => {
  expect(hex(new ProtobufWriter().integer(1, -2))).toBe('08feffffffffffffffff01')
  expect(hex(new ProtobufWriter().float(2, 1))).toBe('150000803f')
})
