import { SetMetadata } from '@nestjs/common';

export const PERMISSION = Symbol('permission');
export const PUBLIC = Symbol('public');

/** The permission an operation needs; `null` asks only for a login. */
export const Allow = (permission: string | null): MethodDecorator & ClassDecorator =>
  SetMetadata(PERMISSION, permission);

/** An operation that needs no login: say why beside it. */
export const Public = (): MethodDecorator & ClassDecorator => SetMetadata(PUBLIC, true);
