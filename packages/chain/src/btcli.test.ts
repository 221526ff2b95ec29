import { describe, expect, it } from 'vitest'
import { type BtcliContext, type BtcliTask, btcliLine } from './btcli.ts'

const hotkey = '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY'
const wallet: BtcliContext = { network: 'test', wallet: 'mine', hotkeyName: 'default' }

describe('btcliLine', () => {
  it.each<[BtcliTask, string]>([
    [{ do: 'list-subnets' }, 'btcli subnets list --network test -w mine -H default'],
    [{ do: 'show-subnet', netuid: 7 }, 'btcli subnets show 7 --network test -w mine -H default'],
    [{ do: 'show-subnet-price' }, 'btcli subnets create-cost --network test -w mine -H default'],
    [{ do: 'create-subnet' }, 'btcli subnets create --network test -w mine -H default'],
    [{ do: 'start-subnet', netuid: 7 }, 'btcli hparams start --netuid 7 --network test -w mine -H default'],
    [
      { do: 'set-hyperparameter', netuid: 7, name: 'immunity_period', value: '79' },
      'btcli hparams set --netuid 7 --name immunity_period --value 79 --network test -w mine -H default',
    ],
    [
      { do: 'register', netuid: 7, hotkey },
      `btcli subnets register --netuid 7 --hotkey ${hotkey} --network test -w mine -H default`,
    ],
    [
      { do: 'add-stake', netuid: 7, hotkey, amount: 1_500_000_000n },
      `btcli stake add --netuid 7 --hotkey ${hotkey} --amount 1.5 --network test -w mine -H default`,
    ],
    [
      { do: 'remove-stake', netuid: 7, amount: 100_000_000_000n },
      'btcli stake remove --netuid 7 --amount 100 --network test -w mine -H default',
    ],
    [
      { do: 'transfer', dest: hotkey, amount: 1n },
      `btcli wallet transfer --dest ${hotkey} --amount 0.000000001 --network test -w mine -H default`,
    ],
    [
      { do: 'serve-axon', netuid: 7, ip: '10.0.0.1', port: 8091 },
      'btcli misc axon set --netuid 7 --ip 10.0.0.1 --port 8091 --network test -w mine -H default',
    ],
    [
      { do: 'set-weights', netuid: 7, uids: [0, 3], values: [1, 65_535] },
      'btcli misc weights set --netuid 7 --uids 0,3 --weights 1,65535 --network test -w mine -H default',
    ],
    [{ do: 'create-wallet' }, 'btcli wallet create -w mine -H default'],
  ])('case %#', (task, line) => {
    expect(btcliLine(task, wallet)).toBe(line)
  })

  it('names a network instead of its address, and quotes what a shell would read', () => {
    const finney = 'wss://entrypoint-finney.opentensor.ai:443'
    expect(btcliLine({ do: 'list-subnets' }, { network: finney })).toBe('btcli subnets list --network finney')
    expect(
      btcliLine({ do: 'list-subnets' }, { network: 'ws://10.0.0.1:9944', walletDir: "/tmp/it's mine" }),
    ).toBe("btcli subnets list --network ws://10.0.0.1:9944 --wallet-path '/tmp/it'\\''s mine'")
    expect(btcliLine({ do: 'create-wallet' }, { network: 'test', wallet: '$(rm -rf ~)' })).toBe(
      "btcli wallet create -w '$(rm -rf ~)'",
    )
  })
})
