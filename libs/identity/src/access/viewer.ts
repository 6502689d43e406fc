import { type Permission, type RoleName, rolePermissions } from './permissions';

/** What a viewer is made of; `mustChangePassword` leaves only the own account open until it is done. */
export interface ViewerValues {
  memberId: string;
  name: string;
  role: RoleName;
  teamIds: readonly string[];
  sessionId: string;
  mustChangePassword?: boolean;
}

/** Who asks: the signed-in member of one request or socket, as of the last few seconds. Never changed once made. */
export class Viewer {
  readonly memberId: string;
  readonly name: string;
  readonly role: RoleName;
  readonly teamIds: readonly string[];
  readonly sessionId: string;
  readonly mustChangePassword: boolean;
  readonly permissions: ReadonlySet<Permission>;

  constructor(values: ViewerValues) {
    this.memberId = values.memberId;
    this.name = values.name;
    this.role = values.role;
    this.teamIds = [...values.teamIds];
    this.sessionId = values.sessionId;
    this.mustChangePassword = values.mustChangePassword ?? false;
    this.permissions = new Set(
      this.mustChangePassword ? ['account.use'] : rolePermissions[values.role],
    );
  }
}
