import type { Models } from '@subnetkit/models'

/** For subnets that need no model; whoever asks for one is told so. */
export const noModels: Models = {
  load: () => Promise.reject(new Error('this test has no models')),
  inspect: () => Promise.reject(new Error('this test has no models')),
  altered: () => noModels,
  close: async () => {},
}
