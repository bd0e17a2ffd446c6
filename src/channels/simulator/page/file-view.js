import { fileAddress } from './api.js';
import { make, makeIcon } from './make.js';

const PICTURES = ['image/jpeg', 'image/png', 'image/webp', 'image/gif'];

const KINDS = [
  { prefix: 'image/', icon: 'picture', label: 'Gambar' },
  { prefix: 'video/', icon: 'video', label: 'Video' },
  { prefix: 'audio/', icon: 'sound', label: 'Suara' },
  { prefix: '', icon: 'document', label: 'Dokumen' },
];

/** Shows a file: a picture as a thumbnail, anything else as a chip that can be saved. */
export function renderFile(file, preview) {
  const address = file.sha256 ? fileAddress(file.sha256) : preview;
  const view = make('a', { href: address, className: 'file' });
  if (PICTURES.includes(file.mime)) showPicture(view, file, address);
  else showChip(view, file);
  return view;
}

function showPicture(view, file, address) {
  const picture = make('img', { src: address, alt: `Gambar ${file.name}` });
  picture.addEventListener('error', () => showChip(view, file));
  view.className = 'picture';
  view.target = '_blank';
  view.replaceChildren(picture);
}

function showChip(view, { mime, name }) {
  const kind = KINDS.find(({ prefix }) => mime.startsWith(prefix));
  view.className = 'file';
  view.download = name;
  view.replaceChildren(
    makeIcon(kind.icon),
    make('span', { className: 'file-name' }, name),
    make('span', { className: 'file-kind' }, kind.label),
  );
}
