import { type WritableSignal, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { Fault } from '../core/graphql/fault';
import { Session } from '../core/session/session';
import { LoginPage } from './login-page';
import { ownAddress } from './own-address';

describe('The login page', () => {
  let state: WritableSignal<string>;
  let login: (email: string, password: string) => Promise<unknown>;
  let page: HTMLElement;

  beforeEach(async () => {
    state = signal('signed-out');
    TestBed.configureTestingModule({
      providers: [
        provideRouter([]),
        {
          provide: Session,
          useValue: {
            state,
            hasExpired: signal(false),
            login: (...of: [string, string]) => login(...of),
          },
        },
      ],
    });
    const fixture = TestBed.createComponent(LoginPage);
    page = fixture.nativeElement;
    await fixture.whenStable();
  });

  async function signIn(email: string, password: string) {
    const [name, secret] = page.querySelectorAll('input');
    name!.value = email;
    secret!.value = password;
    page.querySelector('form')!.dispatchEvent(new Event('submit', { cancelable: true }));
    await new Promise((resolve) => setTimeout(resolve));
    TestBed.tick();
  }
  const problem = () => page.querySelector('[role=alert]')!.textContent!.trim();
  const button = () => page.querySelector<HTMLButtonElement>('button[type=submit]')!;

  it('asks for both before it troubles the server', async () => {
    login = () => Promise.reject(new Error('not to be asked'));
    await signIn('', '');
    expect(problem()).toBe('Enter your e-mail address and your password.');
  });

  it('shows the refusal in the server’s words', async () => {
    login = async () => ({
      ok: false,
      refusal: { __typename: 'LoginFailed', code: 'LOGIN_FAILED', message: 'Wrong.' },
    });
    await signIn(' a@example.com ', 'secret');
    expect(problem()).toBe('Wrong.');
    expect(button().disabled).toBe(false);
  });

  it('counts down and refuses to try while it must wait', async () => {
    login = async () => ({
      ok: false,
      refusal: {
        __typename: 'TooManyAttempts',
        code: 'TOO_MANY',
        message: '',
        retryAfterSeconds: 45,
      },
    });
    await signIn('a@example.com', 'secret');
    expect(problem()).toContain('Try again in 45 s');
    expect(button().disabled).toBe(true);
  });

  it('says that the server is away', async () => {
    login = () => Promise.reject(new Fault('offline', 'The server cannot be reached.'));
    await signIn('a@example.com', 'secret');
    expect(problem()).toBe('The server cannot be reached.');
  });
});

describe('The address to return to', () => {
  it.each([
    ['/inbox/1?tab=mine', '/inbox/1?tab=mine'],
    ['//evil.example', '/inbox'],
    ['/\\evil.example', '/inbox'],
    ['https://evil.example', '/inbox'],
    [undefined, '/inbox'],
  ])('of %s is %s', (asked, given) => {
    expect(ownAddress(asked)).toBe(given);
  });
});
