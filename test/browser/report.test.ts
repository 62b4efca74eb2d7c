import { mkdirSync, statSync } from 'node:fs';
import { afterAll, beforeAll, expect } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import type { Verdict } from '../../src/verdict.ts';
import { openFolder } from '../support/gate.ts';
import { browserTest, hasBrowser, openReport, timelineOf } from './browser.ts';
import { measureContrast } from './contrast.ts';
import { hypothesisOf, reportOfRun, verdicts } from './real-runs.ts';

/** Three real runs, made once. `$CHAOS_GATE_SCREENSHOTS` names a folder for pictures of their reports. */
const folder = openFolder();
const files = new Map<Verdict, string>();
beforeAll(async () => {
  if (hasBrowser) for (const verdict of verdicts) files.set(verdict, await reportOfRun(folder, verdict));
}, 240_000);
afterAll(() => folder[Symbol.dispose]());

for (const verdict of verdicts) {
  browserTest(
    `the report of a run that is ${verdict}: says so by role, draws its timeline, does nothing else`,
    60_000,
    async browser => {
      const { page, misdeeds } = await openReport(browser, files.get(verdict)!);
      expect(await page.getByRole('status').count()).toBe(1);
      expect(await page.getByRole('status').textContent()).toBe(verdict);
      expect(await page.locator('blockquote').textContent()).toBe(hypothesisOf(verdict));
      await timelineOf(page).waitFor();
      // The charts are drawn: what the canvas holds is not one colour.
      expect(await page.locator('.chart canvas').first().evaluate(coloursOf)).toBeGreaterThan(2);
      expect(await page.locator('.still').first().isVisible()).toBe(false);
      await picture(page, verdict);
      expect(misdeeds).toEqual([]);
    },
  );

  for (const colorScheme of ['light', 'dark'] as const)
    browserTest(
      `every text of the ${verdict} report can be read in the ${colorScheme} scheme`,
      60_000,
      async browser => {
        for (const javaScriptEnabled of [true, false]) {
          const { page } = await openReport(browser, files.get(verdict)!, { colorScheme, javaScriptEnabled });
          if (javaScriptEnabled) await timelineOf(page).waitFor();
          const texts = await measureContrast(page);
          expect(texts.length).toBeGreaterThan(50);
          expect(texts.filter(({ ratio, wanted }) => ratio < wanted)).toEqual([]);
          if (verdict === 'refuted' && javaScriptEnabled)
            await picture(page, `timeline-${colorScheme}`, { from: page.locator('.buttons') });
        }
      },
    );
}

browserTest('a text that can hardly be read is found out', 60_000, async browser => {
  const { page } = await openReport(browser, files.get('upheld')!, { colorScheme: 'light' });
  await page.evaluate("document.documentElement.style.setProperty('--soft', '#9aa0a6')");
  const texts = await measureContrast(page);
  expect(texts.filter(({ ratio, wanted }) => ratio < wanted).length).toBeGreaterThan(5);
});

browserTest('the slider moves the mesh through time: broken by the frozen node, whole again', 60_000, async browser => {
  const { page, misdeeds } = await openReport(browser, files.get('refuted')!);
  const slider = page.getByRole('slider', { name: 'Moment of mesh is whole' });
  await slider.waitFor();
  // At first it shows the worst moment.
  expect(await slider.getAttribute('aria-valuetext')).toMatch(/method: [0-8] of 9 edges alive/);
  const dead = page.locator('.mesh td.dead');
  expect(await dead.count()).toBeGreaterThan(0);
  expect(await dead.first().textContent()).toBe('✘');
  expect(await dead.first().getAttribute('title')).toMatch(/embedded-worker2.*not alive$/);
  await picture(page, 'mesh', { of: page.locator('.mesh') });

  await slider.press('End');
  expect(await slider.getAttribute('aria-valuetext')).toMatch(/recovery: 9 of 9 edges alive/);
  expect(await dead.count()).toBe(0);
  const cells = await page.locator('.mesh td').allTextContents();
  expect(cells).toHaveLength(9);
  for (const cell of cells) expect(cell).toMatch(/^\d+$/);
  const end = Number(await slider.inputValue());
  await slider.press('ArrowLeft');
  expect(Number(await slider.inputValue())).toBe(end - 1);
  expect(misdeeds).toEqual([]);
});

browserTest('the timeline is walked by keyboard and by pointer, and says exact values', 60_000, async browser => {
  const { page, misdeeds } = await openReport(browser, files.get('refuted')!);
  const timeline = timelineOf(page);
  await timeline.focus();
  const readout = page.locator('.readout');
  await page.keyboard.press('n');
  expect(await readout.getAttribute('aria-live')).toBe('polite');
  expect(await readout.textContent()).toMatch(/at \d+(\.\d+)? s: .*failed: /);
  await page.keyboard.press('Home');
  const exactly = /^shop answers at \d+(\.\d+)? s: \d+(\.\d+)? ms$/m;
  // Where the machine was too busy, a sample says only that it says nothing: the next one is a step away.
  for (let steps = 0; steps < 20 && !exactly.test((await readout.textContent())!); steps++)
    await page.keyboard.press('Shift+ArrowRight');
  expect(await readout.textContent()).toMatch(exactly);

  // A press on the phase shows it alone; all of it is back with its button.
  const phase = timeline.getByRole('group', { name: 'Phases' }).getByRole('button', { name: /^method/ });
  const narrow = await widthOf(phase);
  await phase.click();
  expect(await widthOf(phase)).toBeGreaterThan(narrow * 1.2);
  await page.getByRole('button', { name: 'Whole run' }).click();
  expect(Math.abs((await widthOf(phase)) - narrow)).toBeLessThan(2);

  // Dragging over a part of a chart shows that part.
  const chart = page.locator('.chart .u-over').first();
  await chart.scrollIntoViewIfNeeded();
  const box = (await chart.boundingBox())!;
  await page.mouse.move(box.x + box.width * 0.4, box.y + 30);
  expect(await readout.textContent()).toMatch(/^shop answers at /m);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.6, box.y + 30, { steps: 5 });
  await page.mouse.up();
  expect(await widthOf(phase)).toBeGreaterThan(narrow * 1.2);
  await page.mouse.dblclick(box.x + box.width / 2, box.y + 30);
  expect(Math.abs((await widthOf(phase)) - narrow)).toBeLessThan(2);
  expect(misdeeds).toEqual([]);
});

browserTest('in a narrow window nothing is lost: the page itself does not scroll sideways', 60_000, async browser => {
  const viewport = { width: 360, height: 740 };
  const { page, misdeeds } = await openReport(browser, files.get('refuted')!, { viewport });
  await timelineOf(page).waitFor();
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(viewport.width);
  for (const heading of ['Numbers', 'Tolerances', 'Environment'])
    expect(await page.getByText(heading, { exact: true }).first().isVisible()).toBe(true);
  await picture(page, 'narrow');
  expect(misdeeds).toEqual([]);
});

browserTest('without JavaScript, and on paper, the pictures are there all the same', 60_000, async browser => {
  const { page } = await openReport(browser, files.get('refuted')!, { javaScriptEnabled: false });
  expect(await page.getByRole('status').textContent()).toBe('refuted');
  expect(await page.getByRole('img', { name: /^Timeline of/ }).isVisible()).toBe(true);
  const distribution = page.getByRole('img', { name: /^Distribution of latency/ }).first();
  expect(await distribution.isVisible()).toBe(true);
  expect(await page.locator('.mesh td.dead').count()).toBeGreaterThan(0);

  const scripted = (await openReport(browser, files.get('refuted')!)).page;
  await timelineOf(scripted).waitFor();
  await scripted.emulateMedia({ media: 'print' });
  expect(await scripted.getByRole('img', { name: /^Timeline of/ }).isVisible()).toBe(true);
  expect(await timelineOf(scripted).isVisible()).toBe(false);
  expect((await scripted.pdf()).length).toBeGreaterThan(10_000);
});

async function widthOf(locator: Locator): Promise<number> {
  return (await locator.boundingBox())!.width;
}

/** How many colours a canvas holds. Runs in the browser. */
function coloursOf(canvas: any): number {
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  return new Set(new Uint32Array(data.buffer)).size;
}

/** What a window shows, from the timeline's head on if so wanted, or one element alone. */
async function picture(page: Page, name: string, options: { from?: Locator; of?: Locator } = {}): Promise<void> {
  const target = process.env.CHAOS_GATE_SCREENSHOTS;
  if (!target) return;
  mkdirSync(target, { recursive: true });
  const path = `${target}/report-${name}.png`;
  await options.from?.evaluate((element: any) => element.scrollIntoView({ block: 'start' }));
  await (options.of ?? page).screenshot({ path });
  expect(statSync(path).size).toBeLessThan(150_000);
}
