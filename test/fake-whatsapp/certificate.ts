import { Curve, proto } from '@whiskeysockets/baileys';

const { Details } = proto.CertChain.NoiseCertificate;
const FIRST = Math.floor(Date.UTC(2020, 0) / 1000);
const LAST = Math.floor(Date.UTC(2100, 0) / 1000);
const ROOT_PRIVATE = Buffer.from(
  'b832865d3a994897939f94e0ced63034840a8c109a4e2e5dcd5e716df6ae254e',
  'hex',
);

/** The public half of the fixed root key, so that a server and a client in another process agree. */
export const ROOT_PUBLIC = Buffer.from(
  'ee748ff6dce77643a2abc443b13915fd05db669b67f5e101609a496f7efb2c25',
  'hex',
);

/** The certificates that a server with this static key shows in the handshake, signed by the root. */
export function certificateChain(serverKey: Uint8Array): Uint8Array {
  const between = Curve.generateKeyPair();
  return proto.CertChain.encode({
    intermediate: certify({ serial: 1, issuerSerial: 0, key: between.public }, ROOT_PRIVATE),
    leaf: certify({ serial: 2, issuerSerial: 1, key: serverKey }, between.private),
  }).finish();
}

function certify(
  holder: { serial: number; issuerSerial: number; key: Uint8Array },
  issuerKey: Uint8Array,
): proto.CertChain.INoiseCertificate {
  const details = Details.encode({ ...holder, notBefore: FIRST, notAfter: LAST }).finish();
  return { details, signature: Curve.sign(issuerKey, details) };
}
