// The hosted onboarding page in a real Chromium, against a local runtime that runs: node onboarding.js <base URL>.
// The flow runs without JavaScript and by keyboard alone. A second browser with JavaScript lets axe-core look at each
// page in both languages. Ends with 1 at the first thing that is not as it should be.
const assert = require('node:assert/strict');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { chromium } = require('playwright-core');
const axe = require('axe-core');

const base = process.argv[2];
const MARKETPLACE = 'screened';
const PAGES = new Set();
let keys = 0;
let token;

async function api(method, target, body) {
  const answer = await fetch(base + target, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'idempotency-key': `browser-${Date.now()}-${keys++}`,
    },
    body: body && JSON.stringify(body),
  });
  const said = await answer.json();
  assert.ok(answer.ok, `${method} ${target}: ${answer.status} ${JSON.stringify(said)}`);
  return said;
}

async function signIn() {
  const client = Buffer.from(`${MARKETPLACE}-backend:${MARKETPLACE}-backend-secret`).toString('base64');
  const answer = await fetch(`${base}/oauth2/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${client}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  token = (await answer.json()).access_token;
}

async function seller(kind = 'individual') {
  const profile = { name: kind === 'business' ? 'Example Lamps GmbH' : 'Grace Verified', email: 'grace@shop.example' };
  const made = await api('POST', '/v1/participants', { reference: `browser-${keys}`, kind, country: 'DE', profile });
  // Instant payouts need a proof of identity.
  await api('PUT', `/v1/participants/${made.id}/capabilities/instant_payout`, { requested: true });
  return made.id;
}

async function link(participant) {
  const urls = { returnUrl: 'http://localhost:3000/back', refreshUrl: 'http://localhost:3000/again' };
  const made = await api('POST', `/v1/participants/${participant}/onboarding-links`,
    { ...urls, collect: 'eventually_due' });
  return made.url;
}

const missing = async (participant) =>
  (await api('GET', `/v1/participants/${participant}/requirements`)).data.map((open) => open.code);

const title = (page) => page.textContent('h1');

/** Presses Tab until this element has the focus. */
async function tabTo(page, selector) {
  for (let i = 0; i < 60; i++) {
    if (await page.locator(selector).evaluate((element) => element === document.activeElement)) {
      return;
    }
    await page.keyboard.press('Tab');
  }
  assert.fail(`the keyboard does not reach ${selector}`);
}

async function type(page, selector, text) {
  await tabTo(page, selector);
  await page.keyboard.type(text);
}

async function press(page, selector) {
  await tabTo(page, selector);
  const [answer] = await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
  return answer;
}

/** A form's main button. */
const SUBMIT = 'form[action^="/onboarding/"] button';

async function flow(browser) {
  const participant = await seller();
  const url = await link(participant);
  const context = await browser.newContext({ javaScriptEnabled: false, locale: 'en-GB' });
  const page = await context.newPage();
  await page.goto(url);
  assert.equal(page.url(), `${base}/onboarding`, 'the address has no token');
  assert.equal(await title(page), 'Your details');

  // An error has the focus in a summary, which leads to the field; the values are kept.
  await type(page, '#line1', 'Main Street 1');
  assert.equal((await press(page, SUBMIT)).status(), 422);
  assert.match(await page.title(), /^Error: /);
  assert.ok(await page.locator('.summary').evaluate((element) => element === document.activeElement), 'focus');
  assert.equal(await page.inputValue('#line1'), 'Main Street 1');
  assert.equal(await page.getAttribute('#city', 'aria-invalid'), 'true');
  const described = (await page.getAttribute('#birthDate', 'aria-describedby')).split(' ');
  assert.ok(described.includes('birthDate-error'));
  await tabTo(page, '.summary a[href="#city"]');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Berlin');
  assert.equal(await page.inputValue('#city'), 'Berlin', 'the link leads into the field');
  await page.fill('#birthDate', '1990-12-09');
  await press(page, SUBMIT);
  assert.equal(await title(page), 'Terms');

  await tabTo(page, '#accept');
  await page.keyboard.press('Space');
  await press(page, SUBMIT);
  assert.equal(await title(page), 'Your bank account');

  await type(page, '#iban', 'DE89370400440532013001');
  await press(page, SUBMIT);
  assert.match(await page.textContent('#iban-error'), /check digits/);
  await tabTo(page, '#iban');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('DE89 3704 0044 0532 0130 00');

  // The same form from two tabs is one method.
  const form = await page.locator('form').evaluate((element) => Object.fromEntries(new FormData(element)));
  const cookies = (await context.cookies(base)).map((cookie) => `${cookie.name}=${cookie.value}`).join('; ');
  const send = () => fetch(`${base}/onboarding/payout-method`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: cookies, 'sec-fetch-site': 'same-origin' },
    body: new URLSearchParams(form),
  });
  await Promise.all([send(), send(), press(page, SUBMIT)]);
  const methods = await api('GET', `/v1/participants/${participant}/payout-methods`);
  assert.equal(methods.data.length, 1, 'a double submit is one');
  await page.goto(`${base}/onboarding`);
  assert.equal(await title(page), 'Proof of identity');

  // A file of a wrong type is told; a right one is taken.
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'surety-'));
  const wrong = path.join(folder, 'passport.txt');
  const right = path.join(folder, 'passport.pdf');
  fs.writeFileSync(wrong, 'no document');
  fs.writeFileSync(right, '%PDF-1.7 a passport');
  await page.setInputFiles('#file', wrong);
  await press(page, 'form[enctype] button');
  assert.match(await page.textContent('.summary'), /PDF, JPEG, PNG or HEIC/);
  assert.ok((await missing(participant)).includes('identity.document'));
  await page.setInputFiles('#file', right);
  await press(page, 'form[enctype] button');
  assert.equal(await title(page), 'Nothing more to do');
  assert.match(await page.textContent('main'), /under review/);
  assert.equal(await page.getAttribute('main a', 'href'), 'http://localhost:3000/back');
  const documents = await api('GET', `/v1/participants/${participant}/documents`);
  assert.deepEqual(documents.data.map((document) => document.state), ['uploaded']);

  // The link was opened; another browser gets nothing, with or without it.
  const stranger = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  assert.equal((await stranger.goto(url)).status(), 403);
  assert.equal(await stranger.getAttribute('main a', 'href'), 'http://localhost:3000/again');
  assert.equal((await stranger.goto(`${base}/onboarding`)).status(), 403);
}

/** The provider's page leads back to ours. */
async function check(browser) {
  const participant = await seller();
  const page = await (await browser.newContext({ javaScriptEnabled: false, locale: 'en-GB' })).newPage();
  await page.goto(await link(participant));
  await page.goto(`${base}/onboarding?step=identity`);
  await press(page, SUBMIT);
  await press(page, 'main a[href*="/identity-checks/"]');
  assert.match(page.url(), /\/sandbox\/identity\//);
  await press(page, 'button[value=submit]');
  assert.equal(page.url(), `${base}/onboarding`, 'the provider leads back, and the session goes on');
  for (let i = 0; (await missing(participant)).includes('identity.document'); i++) {
    assert.ok(i < 100, 'the check is not heard of');
    await new Promise((done) => setTimeout(done, 200));
  }
}

/** Lets axe-core look at the page that is shown. */
async function accessible(page, name) {
  await page.evaluate(axe.source);
  const found = await page.evaluate(() => window.axe.run());
  const told = found.violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.html).join(' ')}`);
  assert.deepEqual(told, [], `${name}: accessibility`);
  assert.ok(found.passes.length > 5, `${name}: axe-core has looked at nothing`);
  PAGES.add(name);
}

async function looked(browser, language, locale) {
  const scheme = language === 'de' ? 'dark' : 'light';
  // The page's policy lets no script in; this browser does not keep it, so that axe-core may run.
  const context = await browser.newContext({ locale, colorScheme: scheme, bypassCSP: true });
  const page = await context.newPage();
  const look = async (name) => {
    assert.equal(await page.getAttribute('html', 'lang'), language, name);
    await accessible(page, `${name} ${language}`);
  };
  const participant = await seller();
  const url = await link(participant);
  await page.goto(url);
  for (const step of ['profile', 'terms', 'payout-method', 'identity']) {
    await page.goto(`${base}/onboarding?step=${step}`);
    await look(step);
    if (step !== 'identity') {
      await page.locator('form input:not([type=hidden])').first().evaluate((input) => { input.value = ''; });
      await page.click(SUBMIT);
      await page.waitForSelector('.summary');
      await look(`${step} with errors`);
    }
  }
  await page.goto(`${base}/onboarding?step=payout-method&kind=us_account`);
  await look('us_account');
  await page.goto(`${base}/onboarding?step=identity`);
  await page.click(SUBMIT);
  await page.waitForSelector('main a[href*="/identity-checks/"]');
  await look('check');
  await page.goto(url);
  await look('over');
  await page.goto(`${base}/onboarding/links/nothing`);
  await look('foreign');
  await page.goto(await link(await seller('business')));
  await look('business');
  await page.goto(`${base}/onboarding?step=persons`);
  await look('owners');
  await page.click('form[action="/onboarding/persons"] button');
  await page.waitForSelector('.summary');
  await look('owners with errors');
  await page.fill('#name', 'Ada Owner');
  await page.check('#role');
  await page.fill('#shareBasisPoints', '100');
  await page.click('form[action="/onboarding/persons"] button');
  await page.waitForSelector('a[href*="step=person"]');
  await page.goto(`${base}/onboarding?step=person`);
  await look('person');
  await page.click(`header a[lang=${language === 'de' ? 'en' : 'de'}]`);
  assert.equal(await page.getAttribute('html', 'lang'), language === 'de' ? 'en' : 'de', 'the language is switched');
}

async function main() {
  await signIn();
  const executablePath = process.env.CHROMIUM || '/usr/bin/chromium';
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    await flow(browser);
    await check(browser);
    await looked(browser, 'en', 'en-GB');
    await looked(browser, 'de', 'de-DE');
  } finally {
    await browser.close();
  }
  assert.ok(PAGES.size >= 30, `only ${PAGES.size} pages`);
  console.log(`The onboarding page in Chromium: ${PAGES.size} pages without a violation`);
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
