import { byteElements, type Tensor } from '../wire/tensor.ts'

/** A tensor of some items of a batch, in the order given; the first dimension counts items. */
export function takeItems(tensor: Tensor, items: readonly number[]): Tensor {
  const { name, shape, data, datatype } = tensor
  const [count = 1, ...rest] = shape
  const cut = (from: number, to: number): Uint8Array => data.subarray(from, to)
  let parts: Uint8Array[]
  if (datatype === 'BYTES') {
    const each = rest.reduce((product, size) => product * size, 1)
    const elements = byteElements(name, count * each, data)
    // With the four bytes of length before the first element.
    parts = items.map((item) => cut(elements[item * each]![0] - 4, elements[(item + 1) * each - 1]![1]))
  } else {
    const size = data.length / count
    parts = items.map((item) => cut(item * size, (item + 1) * size))
  }
  return { ...tensor, shape: [items.length, ...rest], data: new Uint8Array(Buffer.concat(parts)) }
}
