import { TestBed } from '@angular/core/testing';
import { MessageText } from './message-text';

async function render(text: string): Promise<HTMLElement> {
  const fixture = TestBed.createComponent(MessageText);
  fixture.componentRef.setInput('text', text);
  await fixture.whenStable();
  return fixture.nativeElement as HTMLElement;
}

describe('message text', () => {
  it('renders WhatsApp markup as elements', async () => {
    const element = await render('*bold* _italic_ ~gone~ `code`\n- one\n- two\n1. first\n> quoted');
    expect(element.querySelector('strong')?.textContent).toBe('bold');
    expect(element.querySelector('em')?.textContent).toBe('italic');
    expect(element.querySelector('s')?.textContent).toBe('gone');
    expect(element.querySelector('code')?.textContent).toBe('code');
    expect([...element.querySelectorAll('ul li')].map((item) => item.textContent)).toEqual([
      'one',
      'two',
    ]);
    expect(element.querySelector('ol li')?.textContent).toBe('first');
    expect(element.querySelector('blockquote')?.textContent).toBe('quoted');
  });

  it('adds no blank and loses none', async () => {
    expect((await render('a*b* *c*, d  e')).textContent).toBe('a*b* c, d  e');
  });

  it('links web addresses and hides where the reader comes from', async () => {
    const link = (await render('see https://duka.example/a?b=1.')).querySelector('a');
    expect(link?.getAttribute('href')).toBe('https://duka.example/a?b=1');
    expect(link?.rel).toContain('noopener');
    expect(link?.target).toBe('_blank');
  });

  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '*<svg onload=alert(1)>*',
    '[x](javascript:alert(1))',
    'javascript:alert(document.cookie)',
    'data:text/html,<script>alert(1)</script>',
    '`<iframe src="javascript:alert(1)">`',
    '```<object data=x>```',
    '{{constructor.constructor("alert(1)")()}}',
    'https://a.example/"onmouseover="alert(1)',
    '> <a href="javascript:alert(1)">tap</a>',
    '&lt;script&gt;alert(1)&lt;/script&gt;',
  ])('shows %s as the words it is', async (payload) => {
    const element = await render(payload);
    expect(element.querySelector('script, img, svg, iframe, object, style, form')).toBeNull();
    for (const node of element.querySelectorAll('*')) {
      expect([...node.attributes].filter((one) => one.name.startsWith('on'))).toEqual([]);
    }
    for (const link of element.querySelectorAll('a'))
      expect(link.getAttribute('href')).toMatch(/^https?:\/\//);
    const bare = (text: string) => text.replace(/[`*>\s]/g, '');
    expect(bare(element.textContent)).toBe(bare(payload));
  });

  it('folds a very long text until asked', async () => {
    const fixture = TestBed.createComponent(MessageText);
    fixture.componentRef.setInput('text', 'word '.repeat(800));
    await fixture.whenStable();
    const element = fixture.nativeElement as HTMLElement;
    const short = element.textContent.length;
    element.querySelector('button')!.click();
    await fixture.whenStable();
    expect(element.textContent.length).toBeGreaterThan(short * 2);
    expect(element.querySelector('button')?.textContent.trim()).toBe('Show less');
  });

  it('shows a few emoji alone in large', async () => {
    expect((await render('😂')).classList).toContain('big');
    expect((await render('👍🏾👍')).classList).toContain('big');
    expect((await render('Sawa 😂')).classList).not.toContain('big');
    expect((await render('123')).classList).not.toContain('big');
  });
});
