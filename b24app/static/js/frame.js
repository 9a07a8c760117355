// The portal's page around ours, through the official SDK. Everything here may fail: pages work without it.

const PATIENCE_MS = 8000;
let joined;

/** The frame, or null when nobody around us speaks the protocol. */
export function connect() {
  joined ??= join();
  return joined;
}

/** Keep the frame as high as its content. */
export async function fit(node) {
  const frame = await connect();
  if (!frame) return;
  let last = 0;
  const resize = () => {
    const height = Math.ceil(node.offsetHeight);
    if (height === last) return;
    last = height;
    frame.parent.resizeWindow(document.body.offsetWidth, height).catch(() => {});
  };
  new ResizeObserver(resize).observe(node);
  resize();
}

/** What `promise` gives, or `otherwise` when it takes too long or fails. */
export function within(milliseconds, promise, otherwise) {
  const late = new Promise((resolve) => { setTimeout(resolve, milliseconds, otherwise); });
  return Promise.race([promise.catch(() => otherwise), late]);
}

async function join() {
  // A page opened by itself has no name in the form that Bitrix24 gives to its frames.
  if (!window.B24Js || window.parent === window || !window.name.includes("|")) return null;
  return within(PATIENCE_MS, window.B24Js.initializeB24Frame(), null);
}
