/**
 * Called when work begins in a dialog that may take away what opened it, such as the row of somebody who is deleted:
 * where the focus would be lost with that, the page's content takes it, so that the keyboard does not start over at the
 * page's beginning. Ends with the next key or press.
 * @param inDialog an element of the dialog
 */
export function keepFocusInPage(inDialog: Element | null): void {
  const ended = new AbortController();
  const options = { capture: true, signal: ended.signal };
  const look = () => {
    if (ended.signal.aborted || inDialog?.isConnected || document.activeElement !== document.body) return;
    ended.abort();
    document.querySelector("main")?.focus({ preventScroll: true });
  };
  // A frame later: the dialog gives the focus back by itself where it can.
  const watch = new MutationObserver(() => requestAnimationFrame(look));
  const end = () => ended.abort();
  ended.signal.addEventListener("abort", () => watch.disconnect());
  document.addEventListener("keydown", end, options);
  document.addEventListener("pointerdown", end, options);
  watch.observe(document.body, { childList: true, subtree: true });
}
