import { workAsyncStorage } from "next/dist/server/app-render/work-async-storage.external.js";
import { workUnitAsyncStorage } from "next/dist/server/app-render/work-unit-async-storage.external.js";
import { createRequestStoreForAPI } from "next/dist/server/async-storage/request-store.js";
import { createWorkStore } from "next/dist/server/async-storage/work-store.js";
import type { NextRequest } from "next/server";

/**
 * Runs a route handler inside Next's own request scope, as its server does, so that what reads `next/headers`
 * (next-auth) sees this request and nothing has to be replaced.
 */
export function inNextRequest<T>(request: NextRequest, handle: () => Promise<T>): Promise<T> {
  const { pathname, search } = request.nextUrl;
  const implicitTags = { tags: [], expirationsByCacheKind: new Map() };
  const work = createWorkStore({
    page: `${pathname}/route`,
    renderOpts: {
      cacheLifeProfiles: {},
      staticPageGenerationTimeout: 60,
      cacheComponents: false,
      validationLevel: "warning",
      experimental: {},
      waitUntil: undefined,
      onClose: () => undefined,
      onAfterTaskError: undefined,
    },
    deploymentId: "",
    buildId: "test",
    previouslyRevalidatedTags: [],
    // What remains concerns rendering and caches, which route handlers do not touch.
  } as never);
  const store = createRequestStoreForAPI(
    request,
    { pathname, search },
    implicitTags as never,
    undefined,
    undefined,
    undefined,
  );
  return workAsyncStorage.run(work, () => workUnitAsyncStorage.run(store, handle));
}
