import type { Body } from './body.ts'

/** Every media type that a body may come as. */
export const mediaTypesOf = (body: Pick<Body<unknown>, 'contentType' | 'contentTypes'>): readonly string[] =>
  body.contentTypes ?? [body.contentType]
