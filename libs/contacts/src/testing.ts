export { aContact } from './testing/contacts';
