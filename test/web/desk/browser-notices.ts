/** Stands in for the browser's own notices, which no test could see. */
export const NOTICES = `window.told = [];
window.Notification = class extends EventTarget {
  static permission = 'granted';
  static requestPermission = async () => 'granted';
  constructor(text, { tag }) { super(); window.told.push([text, tag]); window.last = this; }
};`;
