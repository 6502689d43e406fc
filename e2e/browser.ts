import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

/** Where the product runs; set by whoever started it. */
const env = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: the journeys need a running product.`);
  return value;
};
export const consoleUrl = env('E2E_URL');
const simulatorUrl = env('E2E_SIMULATOR_URL');

interface Login {
  readonly role: string;
  readonly email: string;
  readonly password: string;
}
const logins = JSON.parse(env('E2E_LOGINS')) as Login[];

/** The nth member of a role, as seeded. */
export function login(role: string, nth = 0): Login {
  const found = logins.filter((one) => one.role === role)[nth];
  if (!found) throw new Error(`No ${role} number ${nth} is seeded.`);
  return found;
}

/** A page and what went wrong in it: errors of scripts, of the content policy, of the network. */
export interface Window {
  readonly page: Page;
  readonly problems: string[];
}

/** One Chromium for a suite; each window is a browser of its own with its own session. */
export class Browsers {
  private browser: Browser | undefined;

  async window(options: BrowserContextOptions = {}): Promise<Window> {
    this.browser ??= await chromium.launch({
      executablePath: env('E2E_CHROMIUM'),
      args: ['--no-sandbox', '--disable-dev-shm-usage'],
    });
    const context = await this.browser.newContext({
      viewport: { width: 1440, height: 900 },
      reducedMotion: 'reduce',
      ...options,
    });
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    const problems: string[] = [];
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (line) => {
      if (line.type() === 'error') problems.push(line.text());
    });
    return { page, problems };
  }

  /** A window in which a member is signed in and sees the inbox. */
  async signedIn(
    role: string,
    options: BrowserContextOptions & { nth?: number } = {},
  ): Promise<Window> {
    const { nth = 0, ...rest } = options;
    const window = await this.window(rest);
    await window.page.goto(`${consoleUrl}/inbox`);
    await signIn(window.page, login(role, nth));
    await window.page.getByRole('listbox', { name: 'Conversations' }).waitFor();
    return window;
  }

  async close(): Promise<void> {
    await this.browser?.close();
  }
}

export async function signIn(page: Page, { email, password }: Login): Promise<void> {
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

export interface Customer {
  readonly name: string;
  readonly phone: string;
}

let customers = 0;

/** Somebody who has not written before. */
export function newCustomer(name = 'Customer'): Customer {
  customers += 1;
  const unique = `${process.pid}${Date.now()}`.slice(-7);
  return { name: `${name} ${unique}${customers}`, phone: `2547${unique}${customers % 10}` };
}

async function control(path: string, body: unknown): Promise<unknown> {
  const response = await fetch(`${simulatorUrl}/control/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
  return response.json();
}

/** A customer writes to the business; a plain string is a text message. */
export async function writes(
  from: Customer,
  content: string | { readonly type: string; readonly [field: string]: unknown },
  options: { readonly at?: Date } = {},
): Promise<void> {
  await control('inbound', {
    from,
    content: typeof content === 'string' ? { type: 'text', text: { body: content } } : content,
    ...(options.at && { timestamp: Math.floor(options.at.getTime() / 1000) }),
  });
}

/** The customer opens the chat, which turns the ticks blue. */
export async function reads(customer: Customer): Promise<void> {
  await control('customers', { ...customer, attended: true });
  const response = await fetch(`${simulatorUrl}/control/state`);
  const state = (await response.json()) as { customers: { id: string; phone?: string }[] };
  const known = state.customers.find(({ phone }) => phone === customer.phone);
  await control('read', { customerId: known?.id });
}

/** The row of a conversation in the list. */
export const row = (page: Page, { name }: Customer) => page.getByRole('option', { name });

/** The messages of the open conversation that hold these words. */
export const message = (page: Page, words: string) =>
  page.locator('dc-message-bubble').filter({ hasText: words });

/** Opens the customer's conversation from the list. */
export async function open(page: Page, customer: Customer): Promise<void> {
  await row(page, customer).click();
  await page.getByRole('heading', { name: customer.name, level: 2 }).first().waitFor();
}

/** Writes into the composer and sends with Enter. */
export async function answer(page: Page, customer: Customer, words: string): Promise<void> {
  const field = page.getByRole('textbox', { name: `Message to ${customer.name}` });
  await field.fill(words);
  await field.press('Enter');
}
