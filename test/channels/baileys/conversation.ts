import type { Reply } from '../../../src/domain/messages/message.ts';
import type { ChannelStage } from '../../contracts/channel-contract.ts';
import type { FakeCitizen } from '../../fake-whatsapp/citizen.ts';
import { anOutgoing, aReply } from '../../support/builders.ts';
import { aDevice, aPairedDevice, isOpen, until } from './stage.ts';

type Device = Awaited<ReturnType<typeof aDevice>>;

/** A citizen who has written, so that they can be answered. */
export async function aWriter(device: Device, name = 'ani'): Promise<FakeCitizen> {
  const citizen = device.whatsapp.citizen(name);
  await citizen.write('halo');
  await until(() => device.deliveries.length > 0);
  return citizen;
}

/** The channel as the contract sees it. */
export function stageOn(device: Device, citizen: FakeCitizen): ChannelStage {
  const from = device.deliveries[0]?.from;
  if (!from) throw new Error('nobody has written');
  return {
    channel: device.channel,
    address: from,
    async seen() {
      await until(() => device.whatsapp.waiting === 0);
      const seen = new Map(citizen.received.map((each) => [each.id, each]));
      return Promise.all(
        [...seen.values()].map(async ({ id, text, message }) => ({
          id,
          text,
          picture: await device.whatsapp.openPicture(message),
        })),
      );
    },
    async reopen() {
      await device.channel.close();
      const again = await aDevice(device.whatsapp, device.store);
      await isOpen(again.channel);
      return stageOn({ ...again, deliveries: device.deliveries }, citizen);
    },
  };
}

/** A device, and a citizen who can be answered. */
export async function aConversation() {
  const device = await aPairedDevice();
  const citizen = await aWriter(device);
  const stage = stageOn(device, citizen);
  const send = (reply: Reply = aReply()) => device.channel.send(anOutgoing(stage.address, reply));
  return { ...device, citizen, stage, send };
}
