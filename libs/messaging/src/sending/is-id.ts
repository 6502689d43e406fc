const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether a text that came from outside may be compared with our ids: the database would fail on another. */
export const isId = (text: string): boolean => uuid.test(text);
