import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { PERMISSION, PUBLIC } from './operation-access';

/** Where @nestjs/graphql notes that a method is a Query, Mutation or Subscription. */
const OPERATION = 'graphql:resolver_type';
const OPERATIONS = new Set(['Query', 'Mutation', 'Subscription']);

/** Keeps the app from starting when an operation says neither whom it allows nor that it is public. */
@Injectable()
export class OperationAudit implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  onModuleInit(): void {
    const undeclared = [
      ...this.undeclared(this.discovery.getProviders(), (method) =>
        OPERATIONS.has(Reflect.getMetadata(OPERATION, method) as string),
      ),
      ...this.undeclared(this.discovery.getControllers(), (method) =>
        Reflect.hasMetadata(PATH_METADATA, method),
      ),
    ];
    if (undeclared.length > 0) {
      throw new Error(
        `These operations declare neither @Allow nor @Public: ${undeclared.join(', ')}`,
      );
    }
  }

  private undeclared(
    wrappers: ReturnType<DiscoveryService['getProviders']>,
    isOperation: (method: object) => boolean,
  ): string[] {
    return wrappers.flatMap(({ instance, metatype }) => {
      const prototype =
        instance && typeof instance === 'object'
          ? (Object.getPrototypeOf(instance) as object | null)
          : null;
      if (!prototype || !metatype || prototype === Object.prototype) return [];
      return this.scanner
        .getAllMethodNames(prototype)
        .map((name) => ({ name, method: (prototype as Record<string, unknown>)[name] }))
        .filter(({ method }) => typeof method === 'function' && isOperation(method))
        .filter(
          ({ method }) =>
            ![method as object, metatype].some((at) =>
              [PERMISSION, PUBLIC].some((key) => Reflect.hasMetadata(key, at)),
            ),
        )
        .map(({ name }) => `${prototype.constructor.name}.${name}`);
    });
  }
}
