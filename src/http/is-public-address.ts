// Ours and not ipaddr.js: it takes every IPv6 network that it has no name for as public; here only 2000::/3 is.
import { BlockList, isIP } from 'node:net';
import networks from './closed-networks.json' with { type: 'json' };

/** Networks without public web pages; two lists, because in one list `::/3` would cover all of IPv4. */
const closed = { ipv4: toList(networks.ipv4, 'ipv4'), ipv6: toList(networks.ipv6, 'ipv6') };
const own = new BlockList();
own.addSubnet('127.0.0.0', 8, 'ipv4');
own.addAddress('::1', 'ipv6');

/** Whether an IP address is public. */
export function isPublicAddress(address: string): boolean {
  return isIP(address) !== 0 && !closed[familyOf(address)].check(address, familyOf(address));
}

/** Whether an IP address is this machine's own. */
export function isLoopback(address: string): boolean {
  return isIP(address) !== 0 && own.check(address, familyOf(address));
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}

function toList(networks: readonly string[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', prefix] = network.split('/');
    list.addSubnet(address, Number(prefix), family);
  }
  return list;
}
