import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { WA_CERT_DETAILS } from '@whiskeysockets/baileys';
import { ROOT_PUBLIC } from './certificate.ts';
import { MEDIA_CERTIFICATE } from './media-certificate.ts';

// Imported for what it does, by a test or with `node --import`: this process then takes the fake
// server and its media host for the real ones.
WA_CERT_DETAILS.PUBLIC_KEY = ROOT_PUBLIC;
setDefaultCACertificates([...getCACertificates('default'), MEDIA_CERTIFICATE]);
