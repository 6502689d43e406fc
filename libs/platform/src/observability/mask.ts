const PHONE = /(?<![\w.-])\+?(\d{3})\d{5,9}(\d{2})(?![\w-]|\.\d)/g;
const TOKEN = /(\bBearer\s+|\baccess_token=|"access_?token"\s*:\s*")[\w.~+/-]+=*/gi;

/** `254712345678` → `254*******78`: enough to recognise, too little to call. */
export const maskPhone = (digits: string): string =>
  digits.replace(PHONE, (found, head: string, tail: string) => {
    const body = found.replace('+', '');
    return head + '*'.repeat(body.length - head.length - tail.length) + tail;
  });

/** What may be written to a log: phone numbers masked, tokens gone. */
export const maskText = (text: string): string =>
  maskPhone(text.replace(TOKEN, (_, prefix: string) => `${prefix}[hidden]`));
