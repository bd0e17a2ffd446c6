// Ours and not ipaddr.js: it takes every IPv6 network that it has no name for as public; here only 2000::/3 is.
import { BlockList, isIP } from 'node:net';
import networks from './closed-networks.json' with { type: 'json' };

/** Networks without public web pages; two lists, because in one list `::/3` would cover all of IPv4. */
const closed = { ipv4: toList(networks.ipv4, 'ipv4'), ipv6: toList(networks.ipv6, 'ipv6') };
const own = { ipv4: toList(['127.0.0.0/8'], 'ipv4'), ipv6: toList(['::1/128'], 'ipv6') };
const { ipv4, ipv6 } = networks.private;
const inside = { ipv4: toList(ipv4, 'ipv4'), ipv6: toList(ipv6, 'ipv6') };

export function isPublicAddress(address: string): boolean {
  return isIP(address) !== 0 && !isIn(closed, address);
}

/** Whether an IP address is this machine's own. */
export function isLoopback(address: string): boolean {
  return isIn(own, address);
}

/** Whether an IP address belongs to a network that anybody may use inside (RFC 1918, RFC 4193). */
export function isPrivateAddress(address: string): boolean {
  return isIn(inside, address);
}

function isIn(lists: Readonly<Record<'ipv4' | 'ipv6', BlockList>>, address: string): boolean {
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  return isIP(address) !== 0 && lists[family].check(address, family);
}

function toList(networks: readonly string[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', prefix] = network.split('/');
    list.addSubnet(address, Number(prefix), family);
  }
  return list;
}
