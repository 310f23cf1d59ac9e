import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** Nobody is kept out: axe finds nothing (WCAG 2.2 AA and its best practices), and the page does not scroll sideways. */
export async function expectNoBarrier(page: Page): Promise<void> {
  await settle(page);
  await expectNoViolation(axe(page));
  // Again while it does: a part that is still arriving may reach past the window until its neighbours have made room.
  await expect.poll(() => page.evaluate(sticksOut)).toEqual([]);
}

/** No part of the page reaches past the window, however wide it is; axe has no eye for that. */
export async function expectReflow(page: Page, widths: readonly number[]): Promise<void> {
  const viewport = page.viewportSize();
  if (!viewport) throw new Error("the page has no window of a size");
  for (const width of widths) {
    await page.setViewportSize({ ...viewport, width });
    await expect.poll(() => page.evaluate(sticksOut), { message: `${width} px wide` }).toEqual([]);
  }
  await page.setViewportSize(viewport);
}

/** The same page in dark: only its colours are others, so only they are looked at again. */
export async function expectReadableInDark(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: "dark" });
  await settle(page);
  await expectNoViolation(axe(page).withRules(["color-contrast"]));
  await page.emulateMedia({ colorScheme: "light" });
}

/** What passes is not described: that takes longer than finding it. There are no frames, so no second tab is needed for them. */
function axe(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).options({ resultTypes: ["violations"] }).setLegacyMode();
}

async function expectNoViolation(builder: AxeBuilder): Promise<void> {
  const { violations } = await builder.analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

/** Fonts are there, and no colour that is seen is half-way between two states; in what is folded up nothing ever moves on. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    const ending = document
      .getAnimations()
      .filter(({ effect }) => effect?.getTiming().iterations !== Number.POSITIVE_INFINITY)
      .filter(({ effect }) => effect instanceof KeyframeEffect && effect.target?.checkVisibility());
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
}

/** What makes the page scroll sideways, with how far (px) each element reaches past the window; empty: it does not scroll. */
function sticksOut(): string[] {
  const past = (right: number) => Math.ceil(right - document.documentElement.clientWidth);
  const page = document.documentElement;
  if (page.scrollWidth <= window.innerWidth) return [];
  const elements = [...document.querySelectorAll("body *")].filter(
    (one) => past(one.getBoundingClientRect().right) > 0,
  );
  return [
    location.pathname,
    ...elements.map((one) => `${past(one.getBoundingClientRect().right)} px: ${one.outerHTML.slice(0, 200)}`),
  ];
}
