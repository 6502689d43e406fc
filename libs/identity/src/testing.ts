export { aMember, signIn, testPassword, viewerOf } from './testing/members';
