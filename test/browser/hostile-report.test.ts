import { expect } from '@jest/globals';
import { journalNaming, render } from '../report/report-inputs.ts';
import { openFolder } from '../support/gate.ts';
import { browserTest, openReport, timelineOf } from './browser.ts';

/** Names that mean something to a browser; each stands in every place of a report that a text from outside can reach. */
const hostile = [
  '<script>window.harmed = true</script>',
  '</script><script>window.harmed = true</script>',
  '"><img src=x onerror="window.harmed = true">',
  "' onmouseover='window.harmed = true' autofocus onfocus='window.harmed = true",
  '</title></style></svg></pre><svg onload="window.harmed = true">',
  '<a href="javascript:window.harmed = true">x</a><iframe src="https://evil.example/"></iframe>',
  '<link rel=stylesheet href=https://evil.example/x.css><meta http-equiv=refresh content="0;url=https://evil.example/">',
  '\u202e\u2066gnp.exe\u0000\u001b[2J',
  'x'.repeat(10_000),
  '{{constructor.constructor("window.harmed = true")()}}',
];

browserTest('hostile names stay text: nothing runs, nothing loads, nothing is added', 120_000, async browser => {
  using folder = openFolder();
  const elementsOfPlain = await countElements('x');
  for (const name of hostile) {
    expect(await countElements(name)).toEqual(elementsOfPlain);
  }

  async function countElements(name: string) {
    const file = folder.write('report.html', render('report.html', journalNaming(name)));
    const { page, misdeeds } = await openReport(browser, file);
    await page.locator('section.experiment').scrollIntoViewIfNeeded();
    await timelineOf(page).waitFor();
    // What waits for a pointer or the focus gets both.
    await page.locator('.charts').hover();
    for (const mark of await page.locator('.track .mark').all()) await mark.focus();
    await page.keyboard.press('n');
    expect(misdeeds).toEqual([]);
    expect(await page.evaluate('window.harmed')).toBeUndefined();
    // Names that turn the direction of writing, or control a terminal, are shown as what they are.
    expect(await page.locator('body').textContent()).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u0000\u001b]/);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(1100);
    const count = (selector: string) => page.locator(selector).count();
    const found = {
      scripts: await count('script'),
      pictures: await count('img, iframe, link, object, embed, form'),
      links: await count('a'),
      sections: await count('section'),
      rows: await count('tr'),
    };
    await page.context().close();
    return found;
  }
});
