import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { test } from '@jest/globals';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const candidates = [
  process.env.CHAOS_GATE_CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];
const executable = candidates.find(path => path !== undefined && existsSync(path));

/** A test in a real browser; without one it is skipped, and its name says why. */
export function browserTest(name: string, timeoutMs: number, body: (browser: Browser) => Promise<void>): void {
  if (!executable) {
    test.skip(`${name} (no Chromium here: apt-get install chromium, or name one in $CHAOS_GATE_CHROMIUM)`, () => {});
    return;
  }
  test(
    name,
    async () => {
      const browser = await chromium.launch({ executablePath: executable, args: ['--no-sandbox'] });
      try {
        await body(browser);
      } finally {
        await browser.close();
      }
    },
    timeoutMs,
  );
}

/** Whether there is a browser: what only its tests need is not made without one. */
export const hasBrowser = executable !== undefined;

export interface OpenedPage {
  readonly page: Page;
  /** Everything that a page that behaves does not do: messages of the console, exceptions, requests, dialogs, pop-ups. */
  readonly misdeeds: readonly string[];
}

/** Opens a file in a window of its own. */
export async function openReport(
  browser: Browser,
  file: string,
  options: BrowserContextOptions = {},
): Promise<OpenedPage> {
  const context = await browser.newContext({ viewport: { width: 1100, height: 800 }, ...options });
  const page = await context.newPage();
  const url = pathToFileURL(file).href;
  const misdeeds: string[] = [];
  page.on('console', message => misdeeds.push(`console ${message.type()}: ${message.text()}`));
  page.on('pageerror', error => misdeeds.push(`exception: ${error.message}`));
  page.on('request', request => {
    if (request.url() !== url) misdeeds.push(`request: ${request.url()}`);
  });
  page.on('dialog', dialog => {
    misdeeds.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('popup', popup => misdeeds.push(`pop-up: ${popup.url()}`));
  await page.goto(url);
  return { page, misdeeds };
}

/** The picture that the page's script draws; it comes when the section is about to be seen. */
export function timelineOf(page: Page) {
  return page.getByRole('group', { name: /^Timeline/ });
}
