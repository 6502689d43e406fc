export { CurrentViewer } from './access/current-viewer';
export { IdentityApiModule } from './identity-api.module';
export { memberLoader, teamLoader } from './members/member.loader';
export { MemberType, Role, TeamType } from './members/member.type';
