/**
 * Calls back once the picture is decoded and a frame that holds it was handed to the screen. Gives what ends the wait.
 * `failed` when it cannot be decoded.
 */
export function afterPaint(image: HTMLImageElement, painted: () => void, failed: () => void): () => void {
  let waiting = true;
  const step = (next: () => void) => () => {
    if (waiting) requestAnimationFrame(next);
  };
  const done = () => {
    if (!waiting) return;
    waiting = false;
    painted();
  };
  image.decode().then(
    step(() => step(done)()),
    () => {
      if (waiting) failed();
      waiting = false;
    },
  );
  return () => {
    waiting = false;
  };
}
